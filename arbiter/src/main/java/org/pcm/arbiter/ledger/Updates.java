package org.pcm.arbiter.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the valid transactions of one block change, the last one winning. Kept apart from the state
 * until the block ends: a transaction that reads a key an earlier one of its block wrote is in
 * conflict whatever it read.
 */
final class Updates {
    private static final int KV_WRITES = 1;
    private static final int NAMESPACE = 1;
    private static final int COLLECTION = 2;
    private static final int KEY = 3;
    private static final int IS_DELETE = 4;
    private static final int VALUE = 5;
    private static final int VERSION = 6;

    private final NavigableMap<Space, NavigableMap<ByteString, Entry>> spaces = new TreeMap<>();

    void put(Space space, ByteString key, Entry entry) {
        spaces.computeIfAbsent(space, s -> new TreeMap<>(Keys.BYTES)).put(key, entry);
    }

    @Nullable Entry get(Space space, ByteString key) {
        NavigableMap<ByteString, Entry> entries = spaces.get(space);
        return entries == null ? null : entries.get(key);
    }

    NavigableMap<Space, NavigableMap<ByteString, Entry>> spaces() {
        return spaces;
    }

    /**
     * The bytes that go into the commit hash: Fabric's {@code txmgr.Updates}, writes ordered by
     * namespace, public keys before collections, then by key; a namespace or collection is named
     * only where it changes.
     */
    ByteString deterministicBytes() {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            String namespace = "";
            for (var space : spaces.entrySet()) {
                String named = space.getKey().namespace();
                String newNamespace = named.equals(namespace) ? "" : named;
                namespace = named;
                String newCollection = space.getKey().collection();
                for (var entry : space.getValue().entrySet()) {
                    out.writeByteArray(
                            KV_WRITES, write(newNamespace, newCollection, entry).toByteArray());
                    newNamespace = "";
                    newCollection = "";
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteString();
    }

    private static ByteString write(
            String namespace, String collection, Map.Entry<ByteString, Entry> entry)
            throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        if (!namespace.isEmpty()) {
            out.writeString(NAMESPACE, namespace);
        }
        if (!collection.isEmpty()) {
            out.writeString(COLLECTION, collection);
        }
        if (!entry.getKey().isEmpty()) {
            out.writeBytes(KEY, entry.getKey());
        }
        Entry state = entry.getValue();
        if (state.deleted()) {
            out.writeBool(IS_DELETE, true);
        } else if (!state.value().isEmpty()) {
            out.writeBytes(VALUE, state.value());
        }
        out.writeBytes(VERSION, state.version().toBytes());
        out.flush();
        return bytes.toByteString();
    }
}
