package org.pcm.arbiter.ledger;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataEntry;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWriteHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;
import org.jspecify.annotations.Nullable;
import org.pcm.arbiter.block.NamespaceAccess;
import org.pcm.arbiter.signature.Sha256;

/**
 * What one transaction does to one key: sets its value, its metadata, or both, or deletes it.
 *
 * @param value the new value; empty: deleted; null: as it was
 * @param metadata the new metadata; null: as they were
 */
record KeyChange(@Nullable ByteString value, @Nullable ByteString metadata) {
    private static final ByteString HASH_OF_NOTHING = Sha256.of();
    private static final KeyChange NONE = new KeyChange(null, null);

    /** The changes of one namespace, by space and key. */
    static Map<Space, Map<ByteString, KeyChange>> of(NamespaceAccess access) {
        Map<Space, Map<ByteString, KeyChange>> changes = new TreeMap<>();
        Map<ByteString, KeyChange> open = new TreeMap<>(Keys.BYTES);
        for (KVWrite write : access.keys().getWritesList()) {
            value(open, write.getKeyBytes(), write.getIsDelete(), write.getValue());
        }
        for (KVMetadataWrite write : access.keys().getMetadataWritesList()) {
            metadata(open, write.getKeyBytes(), write.getEntriesList());
        }
        changes.put(new Space(access.namespace(), ""), open);
        for (NamespaceAccess.CollectionAccess collection : access.collections()) {
            Map<ByteString, KeyChange> hashed = new TreeMap<>(Keys.BYTES);
            for (KVWriteHash write : collection.keys().getHashedWritesList()) {
                ByteString hash = write.getValueHash();
                boolean deleted = write.getIsDelete() || hash.equals(HASH_OF_NOTHING);
                value(hashed, write.getKeyHash(), deleted, hash);
            }
            for (KVMetadataWriteHash write : collection.keys().getMetadataWritesList()) {
                metadata(hashed, write.getKeyHash(), write.getEntriesList());
            }
            changes.put(new Space(access.namespace(), collection.collection()), hashed);
        }
        return changes;
    }

    boolean deletes() {
        return value != null && value.isEmpty();
    }

    private static void value(
            Map<ByteString, KeyChange> into, ByteString key, boolean deleted, ByteString value) {
        KeyChange before = into.getOrDefault(key, NONE);
        into.put(key, new KeyChange(deleted ? ByteString.EMPTY : value, before.metadata()));
    }

    private static void metadata(
            Map<ByteString, KeyChange> into, ByteString key, List<KVMetadataEntry> entries) {
        KeyChange before = into.getOrDefault(key, NONE);
        ByteString metadata =
                KVMetadataWrite.newBuilder().addAllEntries(entries).build().toByteString();
        into.put(key, new KeyChange(before.value(), metadata));
    }
}
