package org.pcm.gateway.information.signature;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.math.ec.ECPoint;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.KeyBytes;

/** A P-256 key that signs compact JWS. */
public final class SigningKey {
    private static final String CURVE = "secp256r1";
    private static final int WORD = 32;

    private final byte[] publicKey;
    private final PrivateKey privateKey;
    private final PrivateKey signingKey;
    private final String kid;

    private SigningKey(ECPrivateKey privateKey) {
        this.privateKey = privateKey;
        this.signingKey = Checks.forSigning(privateKey);
        this.publicKey = publicKey(privateKey.getS());
        this.kid = KeyBytes.kid(publicKey);
    }

    /** A new key. */
    public static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return new SigningKey((ECPrivateKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    /** The key in a PKCS #8 document. */
    static SigningKey read(byte[] pkcs8) throws GeneralSecurityException {
        PrivateKey key =
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        if (key instanceof ECPrivateKey ec && ec.getParams().getCurve().equals(p256().getCurve())) {
            return new SigningKey(ec);
        }
        throw new GeneralSecurityException("not a P-256 key");
    }

    private static ECParameterSpec p256() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    /** PKCS #8 need not hold the public half, and Java does not compute it. */
    private static byte[] publicKey(BigInteger secret) {
        ECPoint point =
                ECNamedCurveTable.getParameterSpec(CURVE).getG().multiply(secret).normalize();
        byte[] key = new byte[2 * WORD];
        System.arraycopy(point.getAffineXCoord().getEncoded(), 0, key, 0, WORD);
        System.arraycopy(point.getAffineYCoord().getEncoded(), 0, key, WORD, WORD);
        return key;
    }

    /** PKCS #8. */
    byte[] encoded() {
        return privateKey.getEncoded();
    }

    /** The key's id. */
    public String kid() {
        return kid;
    }

    /** The public half, 64 bytes x‖y. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** A compact JWS of {@code payload}. */
    public String jws(String type, byte[] payload) {
        byte[] header =
                Json.write(to -> {
                    to.writeStartObject();
                    to.writeStringField("alg", "ES256");
                    to.writeStringField("kid", kid);
                    to.writeStringField("typ", type);
                    to.writeEndObject();
                });
        String input = Hash.base64url(header) + "." + Hash.base64url(payload);
        return input + "." + Hash.base64url(sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] sign(byte[] message) {
        try {
            Signature signature = Checks.signer();
            signature.initSign(signingKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with ES256", e);
        }
    }
}
