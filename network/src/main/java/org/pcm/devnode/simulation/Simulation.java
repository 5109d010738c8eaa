package org.pcm.devnode.simulation;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.QueryMetadata;
import org.hyperledger.fabric.protos.peer.QueryResponse;
import org.jspecify.annotations.Nullable;
import org.pcm.devnode.ledger.KeyOrder;
import org.pcm.devnode.ledger.VersionedValue;
import org.pcm.devnode.ledger.WorldState;

/**
 * One execution of a chaincode: it reads the state as it was at its start, never its own writes,
 * and collects what it read and wrote. The chaincode's stream and the endorser that waits for its
 * end are different threads, hence the locks.
 */
public final class Simulation {
    /** The namespace of the chaincodes' definitions; a devnode has none there. */
    private static final String LIFECYCLE = "_lifecycle";

    /** Where a definition's sequence stands. */
    private static final String DEFINITION = "namespaces/fields/%s/Sequence";

    private final String namespace;
    private final String transactionId;
    private final WorldState state;
    private final Map<String, KVRead> reads = new TreeMap<>(KeyOrder.BY_UTF8);
    private final Map<String, KVWrite> writes = new TreeMap<>(KeyOrder.BY_UTF8);
    private final Map<String, RangeRead> ranges = new LinkedHashMap<>();
    private boolean paged;

    /** A request that a peer refuses. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message, null, false, false);
        }
    }

    private record RangeKey(String start, String end, boolean exhausted) {}

    public Simulation(String namespace, String transactionId, WorldState state) {
        this.namespace = namespace;
        this.transactionId = transactionId;
        this.state = state;
    }

    /** The chaincode that runs. */
    public String namespace() {
        return namespace;
    }

    /** The key's value; empty where there is none. */
    public synchronized ByteString get(String key) {
        VersionedValue value = state.get(namespace, key);
        reads.put(key, Reads.of(key, value == null ? null : value.version()));
        return value == null ? ByteString.EMPTY : value.value();
    }

    /** Writes a value; an empty one deletes the key. */
    public synchronized void put(String key, ByteString value) throws Refused {
        if (paged) {
            throw new Refused(
                    "txid ["
                            + transactionId
                            + "]: unsuppored transaction. Transaction has already performed a"
                            + " paginated query. Writes are not allowed");
        }
        writes.put(
                key,
                KVWrite.newBuilder()
                        .setKey(key)
                        .setIsDelete(value.isEmpty())
                        .setValue(value)
                        .build());
    }

    /** Deletes a key. */
    public void delete(String key) throws Refused {
        put(key, ByteString.EMPTY);
    }

    /** Opens a range and answers its first batch, or the one page that was asked for. */
    public synchronized QueryResponse range(String start, String end, QueryMetadata paging)
            throws Refused {
        boolean asksForPage = paging.getPageSize() != 0 || !paging.getBookmark().isEmpty();
        if (asksForPage && !writes.isEmpty()) {
            throw new Refused(
                    "txid ["
                            + transactionId
                            + "]: unsuppored transaction. Paginated queries are supported only in a"
                            + " read-only transaction");
        }
        paged |= asksForPage;
        String from = paging.getBookmark().isEmpty() ? start : paging.getBookmark();
        String id = Integer.toString(ranges.size());
        RangeRead read = new RangeRead(id, namespace, state.range(namespace, from, end), from, end);
        ranges.put(id, read);
        return asksForPage ? read.page(limit(paging.getPageSize())) : read.next();
    }

    private static int limit(int pageSize) {
        return pageSize > 0 ? Math.min(pageSize, RangeRead.MAX_ROWS) : RangeRead.MAX_ROWS;
    }

    /** The next batch of an open range. */
    public synchronized QueryResponse next(String id) throws Refused {
        RangeRead read = open(id);
        if (read == null) {
            throw new Refused("query iterator not found");
        }
        return read.next();
    }

    /** Closes a range; closing twice is harmless. */
    public synchronized QueryResponse close(String id) {
        RangeRead read = open(id);
        if (read != null) {
            read.close();
        }
        return QueryResponse.newBuilder().setId(id).build();
    }

    private @Nullable RangeRead open(String id) {
        RangeRead read = ranges.get(id);
        return read != null && read.open() ? read : null;
    }

    /**
     * Everything read and written; to be asked once, after the chaincode is done. The lookup of the
     * chaincode's definition is a read like any other to a peer, and stands in every set.
     */
    public synchronized TxReadWriteSet result() {
        SortedMap<String, KVRWSet> namespaces = new TreeMap<>(KeyOrder.BY_UTF8);
        namespaces.put(
                LIFECYCLE,
                KVRWSet.newBuilder()
                        .addReads(
                                Reads.of(
                                        DEFINITION.formatted(namespace),
                                        state.version(LIFECYCLE, DEFINITION.formatted(namespace))))
                        .build());
        if (!reads.isEmpty() || !writes.isEmpty() || !ranges.isEmpty()) {
            namespaces.put(
                    namespace,
                    KVRWSet.newBuilder()
                            .addAllReads(reads.values())
                            .addAllRangeQueriesInfo(distinctRanges())
                            .addAllWrites(writes.values())
                            .build());
        }
        TxReadWriteSet.Builder set =
                TxReadWriteSet.newBuilder().setDataModel(TxReadWriteSet.DataModel.KV);
        namespaces.forEach((name, keys) ->
                set.addNsRwset(
                        NsReadWriteSet.newBuilder()
                                .setNamespace(name)
                                .setRwset(keys.toByteString())));
        return set.build();
    }

    private List<RangeQueryInfo> distinctRanges() {
        Map<RangeKey, RangeQueryInfo> distinct = new LinkedHashMap<>();
        for (RangeRead read : ranges.values()) {
            RangeQueryInfo info = read.finish();
            distinct.putIfAbsent(
                    new RangeKey(info.getStartKey(), info.getEndKey(), info.getItrExhausted()),
                    info);
        }
        return List.copyOf(distinct.values());
    }
}
