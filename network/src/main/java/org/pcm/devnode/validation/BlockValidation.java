package org.pcm.devnode.validation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.devnode.ledger.UpdateBatch;
import org.pcm.devnode.ledger.Version;
import org.pcm.devnode.ledger.WorldState;

/** Decides which transactions of a block count, and what the block therefore writes. */
public final class BlockValidation {
    private final TransactionCheck transactionCheck;

    /**
     * What a block amounts to.
     *
     * @param filter one validation code per transaction
     */
    public record Result(ByteString filter, UpdateBatch updates) {}

    public BlockValidation(TransactionCheck transactionCheck) {
        this.transactionCheck = transactionCheck;
    }

    /**
     * Judges the transactions of a block in their order.
     *
     * @param number the block's number
     * @param before the state before the block
     */
    public Result validate(long number, List<Envelope> transactions, WorldState before) {
        byte[] filter = new byte[transactions.size()];
        UpdateBatch updates = new UpdateBatch();
        Set<String> seen = new HashSet<>();
        WorldState state = before;
        for (int i = 0; i < filter.length; i++) {
            TxValidationCode code = TxValidationCode.VALID;
            switch (transactionCheck.check(transactions.get(i))) {
                case Checked.Malformed malformed -> code = malformed.code();
                case Checked.WellFormed good -> {
                    code =
                            seen.add(good.transactionId())
                                    ? conflict(good, state, updates)
                                    : TxValidationCode.DUPLICATE_TXID;
                    if (code == TxValidationCode.VALID) {
                        state = apply(good, new Version(number, i), state, updates);
                    }
                }
            }
            filter[i] = (byte) code.getNumber();
        }
        return new Result(ByteString.copyFrom(filter), updates);
    }

    private static TxValidationCode conflict(
            Checked.WellFormed transaction, WorldState state, UpdateBatch updates) {
        try {
            return ConflictCheck.check(transaction.set(), state, updates);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a checked transaction does not parse", e);
        }
    }

    private static WorldState apply(
            Checked.WellFormed transaction,
            Version version,
            WorldState state,
            UpdateBatch updates) {
        try {
            return state.with(updates.add(transaction.set(), version));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a checked transaction does not parse", e);
        }
    }
}
