package org.pcm.arbiter.signature;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** SHA-256 over byte strings, laid end to end. */
public final class Sha256 {
    private Sha256() {}

    /** The 32 bytes of the hash of all parts, one after the other. */
    public static ByteString of(ByteString... parts) {
        return of(List.of(parts));
    }

    /** The 32 bytes of the hash of all parts, one after the other. */
    public static ByteString of(List<ByteString> parts) {
        MessageDigest digest = sha256();
        for (ByteString part : parts) {
            for (var buffer : part.asReadOnlyByteBufferList()) {
                digest.update(buffer);
            }
        }
        return ByteString.copyFrom(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
