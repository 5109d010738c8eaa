package org.pcm.devnode.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * What the valid transactions of one block write: the last write of each key, in order of the keys.
 */
public final class UpdateBatch {
    private final Map<String, Map<String, StateUpdate>> updates = new TreeMap<>(KeyOrder.BY_UTF8);

    /**
     * Adds a transaction's writes.
     *
     * @return the writes
     */
    public List<StateUpdate> add(TxReadWriteSet set, Version version)
            throws InvalidProtocolBufferException {
        List<StateUpdate> added = new ArrayList<>();
        for (NsReadWriteSet namespace : set.getNsRwsetList()) {
            for (KVWrite write : KVRWSet.parseFrom(namespace.getRwset()).getWritesList()) {
                added.add(update(namespace.getNamespace(), write, version));
            }
        }
        added.forEach(u ->
                updates.computeIfAbsent(u.namespace(), n -> new TreeMap<>(KeyOrder.BY_UTF8))
                        .put(u.key(), u));
        return added;
    }

    /** An empty value deletes, as in Fabric. */
    private static StateUpdate update(String namespace, KVWrite write, Version version) {
        boolean deletes = write.getIsDelete() || write.getValue().isEmpty();
        return new StateUpdate(
                namespace, write.getKey(), deletes ? null : write.getValue(), version);
    }

    /** Tells whether an earlier transaction of the block wrote the key, if only to delete it. */
    public boolean touches(String namespace, String key) {
        return updates.getOrDefault(namespace, Map.of()).containsKey(key);
    }

    /** All updates, by namespace and key. */
    public List<StateUpdate> inOrder() {
        return updates.values().stream().map(Map::values).flatMap(Collection::stream).toList();
    }
}
