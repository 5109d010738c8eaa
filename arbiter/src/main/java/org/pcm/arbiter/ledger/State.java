package org.pcm.arbiter.ledger;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataEntry;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.peer.MetaDataKeys;
import org.jspecify.annotations.Nullable;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.NamespaceAccess;
import org.pcm.arbiter.block.Wire;
import org.pcm.arbiter.signature.Sha256;

/**
 * The state of the whole ledger, built from nothing but blocks. For each block: {@link #conflict}
 * and {@link #apply} for its transactions in order, then {@link #commit}.
 */
public final class State {
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
            KeyChange.of(access)
                    .forEach((space, changes) ->
                            changes.forEach((key, change) -> apply(space, key, change, height)));
        }
    }

    /** Metadata of a key that is not there are lost; a value set anew keeps its key's metadata. */
    private void apply(Space space, ByteString key, KeyChange change, Height height) {
        Entry gone = new Entry(ByteString.EMPTY, true, height, ByteString.EMPTY);
        Entry before = latest(space, key, gone);
        if (change.deletes()) {
            updates.put(space, key, gone);
        } else if (change.value() != null || !before.deleted()) {
            ByteString value = change.value() != null ? change.value() : before.value();
            ByteString metadata = change.metadata() != null ? change.metadata() : before.metadata();
            updates.put(space, key, new Entry(value, false, height, metadata));
        }
    }

    private Entry latest(Space space, ByteString key, Entry otherwise) {
        Entry changed = updates.get(space, key);
        Entry latest = changed == null ? committed(space, key) : changed;
        return latest == null ? otherwise : latest;
    }

    /**
     * The endorsement policy that a key has of its own at the end of the last block, as a
     * serialised {@code SignaturePolicyEnvelope}; empty where it has none.
     *
     * @param collection the private collection; empty for public keys
     * @param key the key, in a collection its hash
     */
    public ByteString endorsementPolicy(String namespace, String collection, ByteString key)
            throws Malformed {
        Entry entry = committed(new Space(namespace, collection), key);
        ByteString policy = ByteString.EMPTY;
        if (entry != null && !entry.metadata().isEmpty()) {
            for (KVMetadataEntry each :
                    Wire.parse(KVMetadataWrite.parser(), entry.metadata(), "a key's metadata")
                            .getEntriesList()) {
                policy =
                        each.getName().equals(MetaDataKeys.VALIDATION_PARAMETER.name())
                                ? each.getValue()
                                : policy;
            }
        }
        return policy;
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

    private void commit(Space space, Map<ByteString, Entry> changes) {
        NavigableMap<ByteString, Entry> entries = entries(space);
        changes.forEach((key, entry) -> {
            if (entry.deleted()) {
                entries.remove(key);
            } else {
                entries.put(
                        copy(key),
                        new Entry(
                                copy(entry.value()),
                                false,
                                entry.version(),
                                copy(entry.metadata())));
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
