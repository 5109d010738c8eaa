package org.pcm.devnode.simulation;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReadsMerkleSummary;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.jspecify.annotations.Nullable;
import org.pcm.devnode.crypto.Sha256;

/**
 * What a range read remembers of the rows it saw, so that validation can tell whether it would see
 * the same again: the rows themselves while they are few, else the top of a Merkle tree over them.
 *
 * <p>The tree is Fabric's: a node stands for one more than the degree of nodes below it, and is
 * made as soon as these are complete.
 */
public final class RangeSummary {
    /** Fabric's degree. */
    public static final int DEGREE = 50;

    private final int degree;
    private final List<List<byte[]>> levels = new ArrayList<>();
    private List<KVRead> rows = new ArrayList<>();

    public RangeSummary(int degree) {
        this.degree = degree;
    }

    /** Adds the next row of the range. */
    public void add(KVRead row) {
        rows.add(row);
        if (rows.size() > degree) {
            addLeaf();
        }
    }

    private void addLeaf() {
        QueryReads reads = QueryReads.newBuilder().addAllKvReads(rows).build();
        rows = new ArrayList<>();
        add(0, Sha256.of(reads.toByteArray()));
        for (int level = 0; levels.get(level).size() > degree; level++) {
            raise(level);
        }
    }

    /** Replaces a level's nodes by one in the level above. */
    private void raise(int level) {
        byte[] combined = combine(levels.get(level));
        levels.set(level, new ArrayList<>());
        add(level + 1, combined);
    }

    private void add(int level, byte[] node) {
        if (levels.size() == level) {
            levels.add(new ArrayList<>());
        }
        levels.get(level).add(node);
    }

    /** A single node stands for itself. */
    private static byte[] combine(List<byte[]> nodes) {
        return nodes.size() == 1 ? nodes.get(0) : Sha256.of(nodes.toArray(new byte[0][]));
    }

    /** Ends the range and writes the summary. */
    public void finish(RangeQueryInfo.Builder info) {
        QueryReadsMerkleSummary tree = finish();
        if (tree != null) {
            info.setReadsMerkleHashes(tree);
        } else if (!rows.isEmpty()) {
            info.setRawReads(QueryReads.newBuilder().addAllKvReads(rows));
        }
    }

    private @Nullable QueryReadsMerkleSummary finish() {
        if (levels.isEmpty()) {
            return null;
        }
        if (!rows.isEmpty()) {
            addLeaf();
        }
        for (int level = 0; level < levels.size() - 1; level++) {
            if (!levels.get(level).isEmpty()) {
                raise(level);
            }
        }
        if (levels.get(levels.size() - 1).size() > degree) {
            raise(levels.size() - 1);
        }
        QueryReadsMerkleSummary.Builder summary =
                QueryReadsMerkleSummary.newBuilder()
                        .setMaxDegree(degree)
                        .setMaxLevel(levels.size());
        levels.get(levels.size() - 1)
                .forEach(node -> summary.addMaxLevelHashes(ByteString.copyFrom(node)));
        return summary.build();
    }
}
