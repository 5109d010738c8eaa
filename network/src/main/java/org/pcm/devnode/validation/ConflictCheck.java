package org.pcm.devnode.validation;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Iterator;
import java.util.Objects;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.devnode.ledger.UpdateBatch;
import org.pcm.devnode.ledger.WorldState;
import org.pcm.devnode.simulation.RangeSummary;
import org.pcm.devnode.simulation.Reads;

/** Tells whether a transaction still sees what it saw when it was endorsed. */
public final class ConflictCheck {
    private ConflictCheck() {}

    /**
     * Compares a transaction's reads with the state.
     *
     * @param state the state after all earlier transactions, also those of the same block
     * @param block what earlier transactions of the same block wrote
     */
    static TxValidationCode check(TxReadWriteSet set, WorldState state, UpdateBatch block)
            throws InvalidProtocolBufferException {
        for (NsReadWriteSet namespace : set.getNsRwsetList()) {
            KVRWSet keys = KVRWSet.parseFrom(namespace.getRwset());
            String name = namespace.getNamespace();
            for (KVRead read : keys.getReadsList()) {
                if (block.touches(name, read.getKey()) || !current(read, name, state)) {
                    return TxValidationCode.MVCC_READ_CONFLICT;
                }
            }
            for (RangeQueryInfo range : keys.getRangeQueriesInfoList()) {
                if (!current(range, name, state)) {
                    return TxValidationCode.PHANTOM_READ_CONFLICT;
                }
            }
        }
        return TxValidationCode.VALID;
    }

    /** Tells whether a set that was read from one state would conflict in another. */
    public static boolean conflicts(TxReadWriteSet set, WorldState state)
            throws InvalidProtocolBufferException {
        return check(set, state, new UpdateBatch()) != TxValidationCode.VALID;
    }

    private static boolean current(KVRead read, String namespace, WorldState state) {
        return Objects.equals(Reads.version(read), state.version(namespace, read.getKey()));
    }

    /** The end key belongs to the range unless the reader had seen the range's end. */
    private static boolean current(RangeQueryInfo range, String namespace, WorldState state) {
        Iterator<WorldState.Row> rows =
                range.getItrExhausted()
                        ? state.range(namespace, range.getStartKey(), range.getEndKey())
                        : state.rangeWithEnd(namespace, range.getStartKey(), range.getEndKey());
        boolean hashed = range.hasReadsMerkleHashes();
        int degree = hashed ? range.getReadsMerkleHashes().getMaxDegree() : Integer.MAX_VALUE;
        if (degree < 2) {
            return false;
        }
        RangeSummary summary = new RangeSummary(degree);
        rows.forEachRemaining(row -> summary.add(Reads.of(row.key(), row.value().version())));
        RangeQueryInfo.Builder now = RangeQueryInfo.newBuilder();
        summary.finish(now);
        return hashed
                ? now.getReadsMerkleHashes().equals(range.getReadsMerkleHashes())
                : now.getRawReads().equals(range.getRawReads());
    }
}
