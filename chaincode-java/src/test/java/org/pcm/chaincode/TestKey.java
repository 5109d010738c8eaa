package org.pcm.chaincode;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandWriter;
import org.pcm.cooperation.submission.Es256;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.Header;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.cooperation.submission.Submission;

/** A participant's key that signs submissions. */
final class TestKey {
    private final KeyPair pair;
    private final byte[] key;

    TestKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        ECPublicKey point = (ECPublicKey) pair.getPublic();
        key = new byte[KeyBytes.LENGTH];
        put(point.getW().getAffineX(), 0);
        put(point.getW().getAffineY(), 32);
    }

    private void put(BigInteger coordinate, int offset) {
        byte[] bytes = coordinate.toByteArray();
        int skip = Math.max(0, bytes.length - 32);
        System.arraycopy(
                bytes, skip, key, offset + 32 - (bytes.length - skip), bytes.length - skip);
    }

    byte[] key() {
        return key;
    }

    String kid() {
        return KeyBytes.kid(key);
    }

    byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return Es256.raw(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A submission that shows its key. */
    byte[] submission(String ledger, String lane, long sequence, Command... commands) {
        byte[] shown = lane.equals("registry") ? key : null;
        Header header = new Header(kid(), ledger, lane, sequence, Long.MAX_VALUE, 0, shown);
        byte[] input = Submission.signingInput(header, CommandWriter.write(List.of(commands)));
        return Submission.compact(input, sign(input));
    }

    /** A compact JWS of {@code typ} with this payload. */
    String jws(String typ, byte[] payload) {
        String header = "{\"alg\":\"ES256\",\"kid\":\"" + kid() + "\",\"typ\":\"" + typ + "\"}";
        byte[] input =
                (Hash.base64url(header.getBytes(StandardCharsets.UTF_8))
                                + "."
                                + Hash.base64url(payload))
                        .getBytes(StandardCharsets.US_ASCII);
        return new String(Submission.compact(input, sign(input)), StandardCharsets.US_ASCII);
    }
}
