package org.pcm.arbiter.ledger;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;
import org.jspecify.annotations.Nullable;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.NamespaceAccess;
import org.pcm.arbiter.signature.Sha256;

/**
 * The state of the whole ledger, built from nothing but blocks. For each block: {@link #conflict}
 * and {@link #apply} for its transactions in order, then {@link #commit}. Keys' own metadata are
 * not kept: the audit refuses transactions that write any.
 */
public final class State {
    private static final ByteString HASH_OF_NOTHING = Sha256.of();

    private final Map<Space, NavigableMap<ByteString, Entry>> spaces = new HashMap<>();
    private final Reads reads = new Reads(this);
    private Updates updates = new Updates();
    private ByteString commitHash = ByteString.EMPTY;

    /** The first read of a call that does not hold against the state and its block so far. */
    public Optional<Conflict> conflict(Invocation call) {
        return reads.conflict(call.accesses(), updates);
    }

    /** Takes over what a valid call wrote. */
    public void apply(Invocation call, Height height) {
        for (NamespaceAccess access : call.accesses()) {
            Space open = new Space(access.namespace(), "");
            for (KVWrite write : access.keys().getWritesList()) {
                boolean deleted = write.getIsDelete() || write.getValue().isEmpty();
                write(open, write.getKeyBytes(), deleted, write.getValue(), height);
            }
            for (NamespaceAccess.CollectionAccess collection : access.collections()) {
                Space space = new Space(access.namespace(), collection.collection());
                for (KVWriteHash write : collection.keys().getHashedWritesList()) {
                    ByteString hash = write.getValueHash();
                    boolean deleted =
                            write.getIsDelete() || hash.isEmpty() || hash.equals(HASH_OF_NOTHING);
                    write(space, write.getKeyHash(), deleted, hash, height);
                }
            }
        }
    }

    /**
     * Ends a block and gives its commit hash: SHA-256 over the number of codes, the codes, the
     * block's writes and the commit hash before. It ties the unsigned metadata of all blocks
     * together.
     *
     * @param codes the block's validation codes
     */
    public ByteString commit(ByteString codes) {
        commitHash =
                Sha256.of(varint(codes.size()), codes, updates.deterministicBytes(), commitHash);
        updates.spaces().forEach(this::commit);
        updates = new Updates();
        return commitHash;
    }

    /** The value of a public key at the end of the last block, where it has one. */
    public Optional<ByteString> value(String namespace, String key) {
        return Optional.ofNullable(
                        committed(new Space(namespace, ""), ByteString.copyFromUtf8(key)))
                .map(Entry::value);
    }

    @Nullable Entry committed(Space space, ByteString key) {
        return entries(space).get(key);
    }

    NavigableMap<ByteString, Entry> entries(Space space) {
        return spaces.computeIfAbsent(space, s -> new TreeMap<>(Keys.BYTES));
    }

    private void write(
            Space space, ByteString key, boolean deleted, ByteString value, Height height) {
        updates.put(space, key, new Entry(deleted ? ByteString.EMPTY : value, deleted, height));
    }

    private void commit(Space space, Map<ByteString, Entry> changes) {
        NavigableMap<ByteString, Entry> entries = entries(space);
        changes.forEach((key, entry) -> {
            if (entry.deleted()) {
                entries.remove(key);
            } else {
                entries.put(copy(key), new Entry(copy(entry.value()), false, entry.version()));
            }
        });
    }

    /** Copies out of the block, which would else be kept in memory whole. */
    private static ByteString copy(ByteString view) {
        return ByteString.copyFrom(view.toByteArray());
    }

    private static ByteString varint(int number) {
        ByteString.Output out = ByteString.newOutput();
        int rest = number;
        while (rest >= 0x80) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return out.toByteString();
    }
}
