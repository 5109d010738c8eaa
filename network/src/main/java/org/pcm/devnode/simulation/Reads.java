package org.pcm.devnode.simulation;

import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.jspecify.annotations.Nullable;
import org.pcm.devnode.ledger.Version;

/**
 * Reads as they stand in a read set: the key and the version it had, or none where it was missing.
 */
public final class Reads {
    private Reads() {}

    public static KVRead of(String key, @Nullable Version version) {
        KVRead.Builder read = KVRead.newBuilder().setKey(key);
        if (version != null) {
            read.setVersion(
                    org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version.newBuilder()
                            .setBlockNum(version.block())
                            .setTxNum(version.transaction()));
        }
        return read.build();
    }

    /** The version a read saw, or null where it saw nothing. */
    public static @Nullable Version version(KVRead read) {
        return read.hasVersion()
                ? new Version(read.getVersion().getBlockNum(), read.getVersion().getTxNum())
                : null;
    }
}
