package org.pcm.devnode.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/**
 * Takes committed blocks apart. They passed validation when they were made: a block that does not
 * parse is a broken ledger.
 */
public final class BlockReading {
    private BlockReading() {}

    /**
     * A transaction's place and result in its block.
     *
     * @param code the validation code, 0 for valid
     */
    public record Entry(
            int index, int code, String transactionId, HeaderType type, Payload payload) {
        public boolean valid() {
            return code == 0;
        }
    }

    /** All transactions of a block in their order. */
    public static List<Entry> entries(Block block) {
        ByteString codes = filter(block);
        List<Entry> entries = new ArrayList<>(block.getData().getDataCount());
        for (int i = 0; i < block.getData().getDataCount(); i++) {
            entries.add(entry(block.getData().getData(i), i, codes.byteAt(i) & 0xff));
        }
        return entries;
    }

    /** One validation code per transaction, one byte each. */
    public static ByteString filter(Block block) {
        return block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
    }

    /** The chained hash over all results up to and with this block; empty for the first block. */
    public static ByteString commitHash(Block block) {
        try {
            return Metadata.parseFrom(
                            block.getMetadata().getMetadata(BlockMetadataIndex.COMMIT_HASH_VALUE))
                    .getValue();
        } catch (InvalidProtocolBufferException e) {
            throw broken(e);
        }
    }

    /**
     * What the chaincode did by each action of an endorser transaction, be it valid or not; none
     * for a configuration.
     *
     * @throws InvalidProtocolBufferException when something else was submitted in place of a
     *     transaction
     */
    public static List<ChaincodeAction> actions(Entry entry) throws InvalidProtocolBufferException {
        List<ChaincodeAction> actions = new ArrayList<>();
        if (entry.type() == HeaderType.ENDORSER_TRANSACTION) {
            for (TransactionAction action :
                    Transaction.parseFrom(entry.payload().getData()).getActionsList()) {
                actions.add(action(action.getPayload()));
            }
        }
        return actions;
    }

    private static ChaincodeAction action(ByteString actionPayload)
            throws InvalidProtocolBufferException {
        ByteString response =
                ChaincodeActionPayload.parseFrom(actionPayload)
                        .getAction()
                        .getProposalResponsePayload();
        return ChaincodeAction.parseFrom(
                ProposalResponsePayload.parseFrom(response).getExtension());
    }

    /** The event of a transaction that counts. */
    public static Optional<ChaincodeEvent> event(Entry entry) {
        if (!entry.valid()) {
            return Optional.empty();
        }
        try {
            List<ChaincodeAction> actions = actions(entry);
            return actions.isEmpty() ? Optional.empty() : event(actions.get(0));
        } catch (InvalidProtocolBufferException e) {
            throw broken(e);
        }
    }

    /** The event of an action, which need not count. */
    public static Optional<ChaincodeEvent> event(ChaincodeAction action)
            throws InvalidProtocolBufferException {
        return action.getEvents().isEmpty()
                ? Optional.empty()
                : Optional.of(ChaincodeEvent.parseFrom(action.getEvents()));
    }

    private static Entry entry(ByteString envelope, int index, int code) {
        try {
            Payload payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            return new Entry(
                    index, code, header.getTxId(), HeaderType.forNumber(header.getType()), payload);
        } catch (InvalidProtocolBufferException e) {
            throw broken(e);
        }
    }

    private static IllegalStateException broken(InvalidProtocolBufferException cause) {
        return new IllegalStateException("a committed block does not parse", cause);
    }
}
