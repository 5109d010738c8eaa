package org.pcm.devnode.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** SHA-256, the only hash that a channel uses. */
public final class Sha256 {
    private Sha256() {}

    /** Hashes the concatenation of the parts. */
    public static byte[] of(byte[]... parts) {
        MessageDigest digest = start();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** A hash to be fed piece by piece. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256", FastProvider.HASHES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every provider has SHA-256", e);
        }
    }
}
