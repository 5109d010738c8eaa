package org.pcm.devnode.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Tells whether an interrupted write explains the unreadable end of a block file. Such a write
 * leaves a beginning of one record, or zeros in place of bytes that never came. It leaves no whole
 * record behind an unreadable one: where there is one, a length was damaged, and dropping the rest
 * would lose blocks.
 */
final class TornTail {
    private static final int FRAME_BYTES = BlockFile.FRAME_BYTES;

    /** Every block begins with the tag of its header. */
    private static final byte HEADER_TAG = 0x0a;

    private TornTail() {}

    /**
     * @param tail everything from the unreadable record on
     */
    static boolean explains(byte[] tail) {
        if (tail.length < FRAME_BYTES || isZero(tail)) {
            return true;
        }
        int promised = ByteBuffer.wrap(tail).getInt();
        int present = tail.length - FRAME_BYTES;
        if (promised <= 0 || promised > BlockFile.MAX_BLOCK_BYTES || promised < present) {
            return false;
        }
        return promised == present || !(wholeButForItsLength(tail) || wholeRecordWithin(tail));
    }

    private static boolean isZero(byte[] tail) {
        return Arrays.equals(tail, new byte[tail.length]);
    }

    private static boolean wholeButForItsLength(byte[] tail) {
        return intact(tail, 0, tail.length - FRAME_BYTES);
    }

    private static boolean wholeRecordWithin(byte[] tail) {
        ByteBuffer bytes = ByteBuffer.wrap(tail);
        for (int at = 1; at < tail.length - FRAME_BYTES; at++) {
            int length = bytes.getInt(at);
            if (length > 0
                    && length <= tail.length - FRAME_BYTES - at
                    && tail[at + FRAME_BYTES] == HEADER_TAG
                    && intact(tail, at, length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean intact(byte[] tail, int at, int length) {
        return ByteBuffer.wrap(tail).getInt(at + Integer.BYTES)
                == checksum(ByteBuffer.wrap(tail, at + FRAME_BYTES, length));
    }

    /** Over a block's length, as it stands in the file, and its bytes. */
    static int checksum(ByteBuffer block) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(block.remaining()).flip());
        crc.update(block);
        return (int) crc.getValue();
    }
}
