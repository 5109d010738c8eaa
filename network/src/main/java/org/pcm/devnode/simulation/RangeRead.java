package org.pcm.devnode.simulation;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.queryresult.KV;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.QueryResponse;
import org.hyperledger.fabric.protos.peer.QueryResponseMetadata;
import org.hyperledger.fabric.protos.peer.QueryResultBytes;
import org.pcm.devnode.ledger.WorldState;

/**
 * An open range read of one simulation. As long as it has not seen the end of its range, the range
 * it answers for ends with the last row it saw: a peer does not know whether the chaincode will go
 * on.
 */
final class RangeRead {
    /** Rows in one answer to the chaincode. The next one is read ahead, as Fabric does. */
    private static final int BATCH = 100;

    /** Most rows a chaincode may read in one range (a peer's totalQueryLimit). */
    static final int MAX_ROWS = 100_000;

    private final String id;
    private final String namespace;
    private final Iterator<WorldState.Row> rows;
    private final String end;
    private final RangeSummary summary = new RangeSummary(RangeSummary.DEGREE);
    private final RangeQueryInfo.Builder info;
    private List<QueryResultBytes> pending = new ArrayList<>();
    private int total;
    private boolean open = true;

    RangeRead(
            String id, String namespace, Iterator<WorldState.Row> rows, String start, String end) {
        this.id = id;
        this.namespace = namespace;
        this.rows = rows;
        this.end = end;
        this.info = RangeQueryInfo.newBuilder().setStartKey(start);
    }

    boolean open() {
        return open;
    }

    void close() {
        open = false;
    }

    /** The next batch of rows. */
    QueryResponse next() {
        while (total < MAX_ROWS && hasNext()) {
            QueryResultBytes row = read();
            if (pending.size() == BATCH) {
                List<QueryResultBytes> batch = pending;
                pending = new ArrayList<>(List.of(row));
                return QueryResponse.newBuilder()
                        .addAllResults(batch)
                        .setHasMore(true)
                        .setId(id)
                        .build();
            }
            pending.add(row);
        }
        open = false;
        return QueryResponse.newBuilder().addAllResults(pending).setId(id).build();
    }

    /** One page, with the key that begins the next one as a bookmark. */
    QueryResponse page(int limit) {
        while (total < limit && hasNext()) {
            pending.add(read());
        }
        open = false;
        String bookmark = rows.hasNext() ? rows.next().key() : "";
        return QueryResponse.newBuilder()
                .addAllResults(pending)
                .setId(id)
                .setMetadata(
                        QueryResponseMetadata.newBuilder()
                                .setFetchedRecordsCount(total)
                                .setBookmark(bookmark)
                                .build()
                                .toByteString())
                .build();
    }

    private boolean hasNext() {
        if (rows.hasNext()) {
            return true;
        }
        info.setItrExhausted(true).setEndKey(end);
        return false;
    }

    private QueryResultBytes read() {
        WorldState.Row row = rows.next();
        total++;
        summary.add(Reads.of(row.key(), row.value().version()));
        info.setEndKey(row.key());
        ByteString bytes =
                KV.newBuilder()
                        .setNamespace(namespace)
                        .setKey(row.key())
                        .setValue(row.value().value())
                        .build()
                        .toByteString();
        return QueryResultBytes.newBuilder().setResultBytes(bytes).build();
    }

    /** What goes into the read set; ends the read. */
    RangeQueryInfo finish() {
        open = false;
        summary.finish(info);
        return info.build();
    }
}
