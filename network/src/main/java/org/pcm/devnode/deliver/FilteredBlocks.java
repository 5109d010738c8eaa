package org.pcm.devnode.deliver;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.FilteredChaincodeAction;
import org.hyperledger.fabric.protos.peer.FilteredTransaction;
import org.hyperledger.fabric.protos.peer.FilteredTransactionActions;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.devnode.block.BlockReading;

/**
 * Blocks without their content: ids, results and the names of events, also of transactions that do
 * not count.
 */
final class FilteredBlocks {
    private FilteredBlocks() {}

    /**
     * Filters a block.
     *
     * @throws InvalidProtocolBufferException when something else was submitted in place of a
     *     transaction
     */
    static FilteredBlock of(Block block, String channel) throws InvalidProtocolBufferException {
        FilteredBlock.Builder filtered =
                FilteredBlock.newBuilder()
                        .setChannelId(channel)
                        .setNumber(block.getHeader().getNumber());
        for (BlockReading.Entry entry : BlockReading.entries(block)) {
            filtered.addFilteredTransactions(transaction(entry));
        }
        return filtered.build();
    }

    private static FilteredTransaction transaction(BlockReading.Entry entry)
            throws InvalidProtocolBufferException {
        FilteredTransaction.Builder transaction =
                FilteredTransaction.newBuilder()
                        .setTxid(entry.transactionId())
                        .setType(entry.type())
                        .setTxValidationCode(TxValidationCode.forNumber(entry.code()));
        if (entry.type() == HeaderType.ENDORSER_TRANSACTION) {
            transaction.setTransactionActions(actions(entry));
        }
        return transaction.build();
    }

    private static FilteredTransactionActions actions(BlockReading.Entry entry)
            throws InvalidProtocolBufferException {
        FilteredTransactionActions.Builder actions = FilteredTransactionActions.newBuilder();
        for (ChaincodeAction action : BlockReading.actions(entry)) {
            Optional<ChaincodeEvent> event = BlockReading.event(action);
            if (event.isPresent() && !event.get().getChaincodeId().isEmpty()) {
                actions.addChaincodeActions(
                        FilteredChaincodeAction.newBuilder()
                                .setChaincodeEvent(event.get().toBuilder().clearPayload()));
            }
        }
        return actions.build();
    }
}
