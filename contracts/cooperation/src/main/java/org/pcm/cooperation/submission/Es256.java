package org.pcm.cooperation.submission;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@link SignatureCheck} by a JCA provider that the host names. Parsed keys are kept, because a
 * fresh key object for each check costs three times the check itself. Safe for use by many threads.
 */
public final class Es256 implements SignatureCheck {
    private static final int KEYS_KEPT = 4_096;
    private static final int WORD = 32;

    private final Provider provider;
    private final ECParameterSpec curve;
    private final Map<ByteBuffer, PublicKey> keys =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, PublicKey> eldest) {
                    return size() > KEYS_KEPT;
                }
            };

    /** Checks with {@code provider}, which must offer SHA256withECDSA on P-256. */
    public Es256(Provider provider) {
        this.provider = provider;
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            this.curve = parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    @Override
    public boolean verify(byte[] key, byte[] signedBytes, byte[] signature) {
        if (key.length != 2 * WORD || signature.length != 2 * WORD) {
            return false;
        }
        try {
            PublicKey publicKey = key(key);
            if (publicKey == null) {
                return false;
            }
            Signature verifier = Signature.getInstance("SHA256withECDSA", provider);
            verifier.initVerify(publicKey);
            verifier.update(signedBytes);
            return verifier.verify(der(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private @Nullable PublicKey key(byte[] bytes) throws GeneralSecurityException {
        ByteBuffer name = ByteBuffer.wrap(bytes);
        synchronized (keys) {
            PublicKey known = keys.get(name);
            if (known != null) {
                return known;
            }
        }
        ECPoint point =
                new ECPoint(
                        new BigInteger(1, bytes, 0, WORD), new BigInteger(1, bytes, WORD, WORD));
        if (!onCurve(point)) {
            return null;
        }
        PublicKey made =
                KeyFactory.getInstance("EC", provider)
                        .generatePublic(new ECPublicKeySpec(point, curve));
        synchronized (keys) {
            keys.put(ByteBuffer.wrap(bytes.clone()), made);
        }
        return made;
    }

    private boolean onCurve(ECPoint point) {
        BigInteger p = ((java.security.spec.ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right =
                x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB());
        return y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    /** The DER form (SEQUENCE of two INTEGERs) of {@code raw} r‖s. */
    public static byte[] der(byte[] raw) {
        byte[] r = new BigInteger(1, raw, 0, WORD).toByteArray();
        byte[] s = new BigInteger(1, raw, WORD, WORD).toByteArray();
        ByteBuffer out = ByteBuffer.allocate(6 + r.length + s.length);
        out.put((byte) 0x30).put((byte) (4 + r.length + s.length));
        out.put((byte) 2).put((byte) r.length).put(r);
        out.put((byte) 2).put((byte) s.length).put(s);
        return out.array();
    }

    /** The raw form r‖s, 64 bytes, of a signature in DER. */
    public static byte[] raw(byte[] der) {
        byte[] raw = new byte[2 * WORD];
        int at = 3;
        for (int i = 0; i < 2; i++) {
            int length = der[at++];
            byte[] number = new BigInteger(der, at, length).toByteArray();
            int skip = number.length > WORD ? number.length - WORD : 0;
            System.arraycopy(
                    number,
                    skip,
                    raw,
                    (i + 1) * WORD - (number.length - skip),
                    number.length - skip);
            at += length + 1;
        }
        return raw;
    }
}
