package org.pcm.devnode.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * ECDSA over P-256 with SHA-256 as Fabric uses it: own signatures are low-S, foreign ones with a
 * high S are refused, because a second valid form of a signature would be a second transaction.
 *
 * <p>Keys are made by the provider that uses them, since a key of another one is converted anew at
 * each use.
 */
public final class Ecdsa {
    static final String ALGORITHM = "SHA256withECDSA";
    private static final BigInteger ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
    private static final Provider PROVIDER = FastProvider.SIGNATURES;

    private Ecdsa() {}

    /** Makes a fresh P-256 key pair. */
    public static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no P-256 keys from " + PROVIDER, e);
        }
    }

    /** Reads a private key from its PKCS#8 form. */
    public static PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", PROVIDER)
                .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** Turns a key of any provider into one that verifies without conversion. */
    public static PublicKey publicKey(PublicKey foreign) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", PROVIDER)
                .generatePublic(new X509EncodedKeySpec(foreign.getEncoded()));
    }

    /** Signs the concatenation of the parts; the answer is DER with a low S. */
    public static byte[] sign(PrivateKey key, byte[]... parts) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
            signature.initSign(key);
            for (byte[] part : parts) {
                signature.update(part);
            }
            return lowS(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    /** Tells whether the signature is well formed, low-S and made over the concatenated parts. */
    public static boolean verify(PublicKey key, byte[] der, byte[]... parts) {
        if (!isLowS(der)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
            signature.initVerify(key);
            for (byte[] part : parts) {
                signature.update(part);
            }
            return signature.verify(der);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Tells whether a DER signature is strictly encoded and has the lower of the two possible S.
     */
    static boolean isLowS(byte[] der) {
        try {
            return StandardDSAEncoding.INSTANCE.decode(ORDER, der)[1].compareTo(HALF_ORDER) <= 0;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static byte[] lowS(byte[] der) throws GeneralSecurityException {
        try {
            BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(ORDER, der);
            return rs[1].compareTo(HALF_ORDER) <= 0
                    ? der
                    : StandardDSAEncoding.INSTANCE.encode(ORDER, rs[0], ORDER.subtract(rs[1]));
        } catch (IOException e) {
            throw new GeneralSecurityException("malformed signature from " + PROVIDER, e);
        }
    }
}
