package org.pcm.devnode.deliver;

import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.FilteredChaincodeAction;
import org.hyperledger.fabric.protos.peer.FilteredTransaction;
import org.hyperledger.fabric.protos.peer.FilteredTransactionActions;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.devnode.block.BlockReading;

/** Blocks without their content: ids, results and the names of events. */
final class FilteredBlocks {
    private FilteredBlocks() {}

    static FilteredBlock of(Block block, String channel) {
        FilteredBlock.Builder filtered =
                FilteredBlock.newBuilder()
                        .setChannelId(channel)
                        .setNumber(block.getHeader().getNumber());
        BlockReading.entries(block).stream()
                .map(FilteredBlocks::transaction)
                .forEach(filtered::addFilteredTransactions);
        return filtered.build();
    }

    private static FilteredTransaction transaction(BlockReading.Entry entry) {
        FilteredTransaction.Builder transaction =
                FilteredTransaction.newBuilder()
                        .setTxid(entry.transactionId())
                        .setType(entry.type())
                        .setTxValidationCode(TxValidationCode.forNumber(entry.code()));
        if (BlockReading.action(entry).isPresent()) {
            transaction.setTransactionActions(actions(entry));
        }
        return transaction.build();
    }

    private static FilteredTransactionActions actions(BlockReading.Entry entry) {
        FilteredTransactionActions.Builder actions = FilteredTransactionActions.newBuilder();
        BlockReading.event(entry)
                .ifPresent(event ->
                        actions.addChaincodeActions(
                                FilteredChaincodeAction.newBuilder()
                                        .setChaincodeEvent(event.toBuilder().clearPayload())));
        return actions.build();
    }
}
