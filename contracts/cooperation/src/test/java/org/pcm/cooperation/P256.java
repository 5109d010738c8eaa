package org.pcm.cooperation;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import org.pcm.cooperation.submission.Es256;

/** A real key, by the JDK's own provider. */
final class P256 implements Signer {
    static final Provider PROVIDER = Security.getProvider("SunEC");

    private final KeyPair pair;

    P256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] key() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        byte[] key = new byte[64];
        word(point.getAffineX(), key, 0);
        word(point.getAffineY(), key, 32);
        return key;
    }

    private static void word(BigInteger number, byte[] target, int at) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, target, at + 32 - length, length);
    }

    @Override
    public byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA", PROVIDER);
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return Es256.raw(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
