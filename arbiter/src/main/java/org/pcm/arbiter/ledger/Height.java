package org.pcm.arbiter.ledger;

import com.google.protobuf.ByteString;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.jspecify.annotations.Nullable;

/**
 * The version of a key: which transaction wrote it.
 *
 * @param block the block's number, unsigned
 * @param transaction the transaction's place in the block
 */
public record Height(long block, long transaction) {

    /** The version that a read names; null where the key was not there. */
    public static @Nullable Height of(boolean present, Version version) {
        return present ? new Height(version.getBlockNum(), version.getTxNum()) : null;
    }

    Version toVersion() {
        return Version.newBuilder().setBlockNum(block).setTxNum(transaction).build();
    }

    /** As Fabric writes a version for its commit hash: each number as length and bytes. */
    ByteString toBytes() {
        return lengthAndBytes(block).concat(lengthAndBytes(transaction));
    }

    private static ByteString lengthAndBytes(long number) {
        int size = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8;
        byte[] bytes = new byte[size + 1];
        bytes[0] = (byte) size;
        for (int i = 0; i < size; i++) {
            bytes[size - i] = (byte) (number >>> (8 * i));
        }
        return ByteString.copyFrom(bytes);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(block) + "." + transaction;
    }
}
