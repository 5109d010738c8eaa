package org.pcm.arbiter.ledger;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReadsMerkleSummary;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.pcm.arbiter.signature.Sha256;

/**
 * What a read set keeps of a range query: the rows themselves, or above some number of them a
 * Merkle tree over groups of {@code maxDegree + 1} rows, of which only the top level is kept.
 */
final class RangeSummary {
    private static final int LEAVES = 1;

    private final int maxDegree;
    private final NavigableMap<Integer, List<ByteString>> levels = new TreeMap<>();
    private List<KVRead> pending = new ArrayList<>();
    private int top = LEAVES;

    private RangeSummary(int maxDegree) {
        this.maxDegree = maxDegree;
    }

    /** Whether the query, run again, would give what it gave. */
    static boolean matches(RangeQueryInfo query, NavigableMap<ByteString, Height> rows) {
        if (!query.hasReadsMerkleHashes()) {
            return query.getRawReads().getKvReadsList().equals(reads(rows));
        }
        QueryReadsMerkleSummary expected = query.getReadsMerkleHashes();
        if (expected.getMaxDegree() < 2) {
            return false;
        }
        RangeSummary summary = new RangeSummary(expected.getMaxDegree());
        reads(rows).forEach(summary::add);
        summary.finish();
        return expected.getMaxLevel() == summary.top
                && expected.getMaxLevelHashesCount() > 0
                && expected.getMaxLevelHashesList().equals(summary.level(summary.top));
    }

    private static List<KVRead> reads(Map<ByteString, Height> rows) {
        List<KVRead> reads = new ArrayList<>();
        rows.forEach((key, height) ->
                reads.add(
                        KVRead.newBuilder()
                                .setKeyBytes(key)
                                .setVersion(height.toVersion())
                                .build()));
        return reads;
    }

    private void add(KVRead read) {
        pending.add(read);
        if (pending.size() > maxDegree) {
            addLeaf();
        }
    }

    private void addLeaf() {
        ByteString group = QueryReads.newBuilder().addAllKvReads(pending).build().toByteString();
        pending = new ArrayList<>();
        level(LEAVES).add(Sha256.of(group));
        int current = LEAVES;
        while (level(current).size() > maxDegree) {
            level(current + 1).add(Sha256.of(take(current)));
            current++;
            top = Math.max(top, current);
        }
    }

    private void finish() {
        if (top == LEAVES && level(LEAVES).isEmpty()) {
            return;
        }
        if (!pending.isEmpty()) {
            addLeaf();
        }
        for (int current = LEAVES; current < top; current++) {
            List<ByteString> hashes = take(current);
            if (!hashes.isEmpty()) {
                level(current + 1).add(hashes.size() == 1 ? hashes.get(0) : Sha256.of(hashes));
            }
        }
        if (level(top).size() > maxDegree) {
            level(top + 1).add(Sha256.of(take(top)));
            top++;
        }
    }

    private List<ByteString> level(int number) {
        return levels.computeIfAbsent(number, n -> new ArrayList<>());
    }

    private List<ByteString> take(int number) {
        List<ByteString> taken = level(number);
        levels.remove(number);
        return taken;
    }
}
