package org.pcm.gateway.information.index;

import java.nio.ByteBuffer;

/**
 * The first eight bytes of a SHA-256 as a table key. Whoever looks something up by it compares the
 * whole digest afterwards.
 */
final class Digest64 {
    private Digest64() {}

    static long of(byte[] digest) {
        long key = ByteBuffer.wrap(digest).getLong();
        return key == 0 ? 1 : key;
    }
}
