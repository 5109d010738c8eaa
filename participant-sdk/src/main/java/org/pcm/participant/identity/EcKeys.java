package org.pcm.participant.identity;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * P-256 keys and their signatures. Signing goes through the fastest provider that works here; the
 * JDK's is the fallback and about eight times slower.
 */
final class EcKeys {

    private static final Logger LOG = LoggerFactory.getLogger(EcKeys.class);
    private static final String CURVE = "secp256r1";
    private static final String ES256 = "SHA256withECDSAinP1363Format";
    private static final @Nullable Provider FAST = fastProvider();

    private EcKeys() {}

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    /**
     * The key pair of a PKCS#8 private key; the public point is computed, since PKCS#8 need not
     * hold it.
     */
    static KeyPair fromPkcs8(byte[] der) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("EC");
        if (!(factory.generatePrivate(new PKCS8EncodedKeySpec(der)) instanceof ECPrivateKey secret)
                || !secret.getParams().getCurve().equals(p256().getCurve())) {
            throw new GeneralSecurityException("not a P-256 key");
        }
        return new KeyPair(
                factory.generatePublic(new ECPublicKeySpec(publicPoint(secret.getS()), p256())),
                secret);
    }

    /** The same key as the provider that signs wants it, which would else convert it each time. */
    static PrivateKey forSigning(ECPrivateKey key) {
        try {
            return FAST == null
                    ? key
                    : KeyFactory.getInstance("EC", FAST)
                            .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a P-256 key is none for " + FAST, e);
        }
    }

    /**
     * The signature over {@code message} as 64 bytes r‖s (RFC 7518 §3.4).
     *
     * @param key best {@link #forSigning}
     */
    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature =
                    FAST == null
                            ? Signature.getInstance(ES256)
                            : Signature.getInstance(ES256, FAST);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot sign with ES256", e);
        }
    }

    /** A coordinate or signature part as exactly 32 bytes. */
    static byte[] fixed(BigInteger value) {
        byte[] raw = value.toByteArray();
        byte[] out = new byte[32];
        int length = Math.min(raw.length, 32);
        System.arraycopy(raw, raw.length - length, out, 32 - length, length);
        return out;
    }

    static byte[] x(ECPublicKey key) {
        return fixed(key.getW().getAffineX());
    }

    static byte[] y(ECPublicKey key) {
        return fixed(key.getW().getAffineY());
    }

    private static ECPoint publicPoint(BigInteger secret) {
        var point = ECNamedCurveTable.getParameterSpec(CURVE).getG().multiply(secret).normalize();
        return new ECPoint(
                point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    }

    private static ECParameterSpec p256() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static @Nullable Provider fastProvider() {
        try {
            Provider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            Signature.getInstance(ES256, provider).initSign(generate().getPrivate());
            return provider;
        } catch (GeneralSecurityException | LinkageError | RuntimeException e) {
            LOG.debug("The fast signature provider does not work here; the JDK's signs", e);
            return null;
        }
    }
}
