package org.pcm.cooperation;

import org.pcm.cooperation.submission.KeyBytes;

/** Somebody's private key. */
interface Signer {
    /** The public key: 64 bytes x‖y. */
    byte[] key();

    /** 64 bytes r‖s. */
    byte[] sign(byte[] bytes);

    default String kid() {
        return KeyBytes.kid(key());
    }
}
