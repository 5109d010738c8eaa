package org.pcm.arbiter;

import com.google.protobuf.ByteString;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * How to audit.
 *
 * @param genesisHash the one thing that is trusted, 32 bytes; nothing where it is not known
 * @param chaincode the name under which the contract runs
 * @param progress told how many blocks are done, after each
 */
public record AuditOptions(
        Optional<ByteString> genesisHash, String chaincode, LongConsumer progress) {
    private static final int HASH_BYTES = 32;

    /** Refuses a hash that is none. */
    public AuditOptions {
        if (genesisHash.isPresent() && genesisHash.get().size() != HASH_BYTES) {
            throw new IllegalArgumentException("a genesis hash has 32 bytes");
        }
    }

    /** Nothing pinned, the usual chaincode name, no progress. */
    public static AuditOptions unpinned() {
        return new AuditOptions(Optional.empty(), "pcm", done -> {});
    }

    /** The same, trusting this genesis hash. */
    public AuditOptions pinnedTo(ByteString hash) {
        return new AuditOptions(Optional.of(hash), chaincode, progress);
    }

    /** The same, telling of progress. */
    public AuditOptions telling(LongConsumer listener) {
        return new AuditOptions(genesisHash, chaincode, listener);
    }

    /** The same for a contract under another name. */
    public AuditOptions ofChaincode(String name) {
        return new AuditOptions(genesisHash, name, progress);
    }
}
