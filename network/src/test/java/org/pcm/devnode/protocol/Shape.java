package org.pcm.devnode.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.Map;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/**
 * What a block is made of, written down so that it is the same for every ledger: every field that
 * is there, messages within bytes taken apart, and in place of what must differ (keys, signatures,
 * nonces, times, heights) what it is and how long.
 */
final class Shape {
    /** What the bytes of a field hold, by the message's and the field's name. */
    private static final Map<String, Parser<? extends Message>> WITHIN =
            Map.ofEntries(
                    Map.entry("BlockData.data", Envelope.parser()),
                    Map.entry("Envelope.payload", Payload.parser()),
                    Map.entry("Header.channel_header", ChannelHeader.parser()),
                    Map.entry("Header.signature_header", SignatureHeader.parser()),
                    Map.entry("ChannelHeader.extension", ChaincodeHeaderExtension.parser()),
                    Map.entry("SignatureHeader.creator", SerializedIdentity.parser()),
                    Map.entry("Payload.data", Transaction.parser()),
                    Map.entry("TransactionAction.header", SignatureHeader.parser()),
                    Map.entry("TransactionAction.payload", ChaincodeActionPayload.parser()),
                    Map.entry(
                            "ChaincodeActionPayload.chaincode_proposal_payload",
                            ChaincodeProposalPayload.parser()),
                    Map.entry("ChaincodeProposalPayload.input", ChaincodeInvocationSpec.parser()),
                    Map.entry(
                            "ChaincodeEndorsedAction.proposal_response_payload",
                            ProposalResponsePayload.parser()),
                    Map.entry("Endorsement.endorser", SerializedIdentity.parser()),
                    Map.entry("ProposalResponsePayload.extension", ChaincodeAction.parser()),
                    Map.entry("ChaincodeAction.events", ChaincodeEvent.parser()),
                    Map.entry("NsReadWriteSet.rwset", KVRWSet.parser()),
                    Map.entry("MetadataSignature.identifier_header", IdentifierHeader.parser()));

    /** Fields whose values differ from one block or ledger to the next. */
    private static final Set<String> DIFFERS =
            Set.of(
                    "Version.block_num",
                    "Version.tx_num",
                    "BlockHeader.number",
                    "ChannelHeader.tx_id",
                    "ChaincodeEvent.tx_id",
                    "IdentifierHeader.identifier",
                    "Timestamp.seconds",
                    "Timestamp.nanos",
                    "LastConfig.index",
                    "SerializedIdentity.mspid",
                    "SerializedIdentity.id_bytes",
                    "Endorsement.signature",
                    "Envelope.signature",
                    "MetadataSignature.signature");

    /** Where a peer looks up a chaincode's definition. */
    private static final String LIFECYCLE = "_lifecycle";

    private final StringBuilder text = new StringBuilder();

    private Shape() {}

    /** The whole block. */
    static String of(Block block) throws InvalidProtocolBufferException {
        Shape shape = new Shape();
        shape.fields(block.getHeader(), "");
        shape.fields(block.getData(), "");
        shape.metadata(block);
        return shape.text.toString();
    }

    private void metadata(Block block) throws InvalidProtocolBufferException {
        for (int i = 0; i < block.getMetadata().getMetadataCount(); i++) {
            ByteString slot = block.getMetadata().getMetadata(i);
            switch (i) {
                case 0 -> signatures(Metadata.parseFrom(slot));
                case 1 -> {
                    line("", "metadata 1");
                    fields(LastConfig.parseFrom(Metadata.parseFrom(slot).getValue()), "  ");
                }
                case 4 -> {
                    line("", "metadata 4");
                    fields(Metadata.parseFrom(slot), "  ");
                }
                default -> line("", "metadata " + i + ": " + bytes(slot));
            }
        }
    }

    /** How many orderers have signed differs, from a quorum to all. */
    private void signatures(Metadata metadata) throws InvalidProtocolBufferException {
        line("", "metadata 0");
        OrdererBlockMetadata value = OrdererBlockMetadata.parseFrom(metadata.getValue());
        fields(value.getLastConfig(), "  last_config ");
        if (!value.getConsenterMetadata().isEmpty()) {
            line("  ", "consenter_metadata");
        }
        if (metadata.getSignaturesCount() > 0) {
            fields(metadata.getSignatures(0), "  signatures ");
        }
    }

    private void fields(Message message, String indent) throws InvalidProtocolBufferException {
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (field.isRepeated()) {
                for (Object value : (Iterable<?>) entry.getValue()) {
                    field(field, value, indent);
                }
            } else {
                field(field, entry.getValue(), indent);
            }
        }
    }

    private void field(FieldDescriptor field, Object value, String indent)
            throws InvalidProtocolBufferException {
        String name = field.getContainingType().getName() + "." + field.getName();
        if (DIFFERS.contains(name)) {
            line(indent, field.getName());
        } else if (value instanceof Message message) {
            line(indent, field.getName());
            fields(message, indent + "  ");
        } else if (name.equals("ChaincodeAction.results")) {
            line(indent, "results =");
            fields(withoutDefinition(TxReadWriteSet.parseFrom((ByteString) value)), indent + "  ");
        } else if (value instanceof ByteString bytes) {
            Parser<? extends Message> parser = WITHIN.get(name);
            if (parser == null) {
                line(indent, field.getName() + ": " + bytes(bytes));
            } else {
                line(indent, field.getName() + " =");
                fields(parser.parseFrom(bytes), indent + "  ");
            }
        } else {
            line(indent, field.getName() + ": " + value);
        }
    }

    /** A devnode finds no definition in the state, so its read of it has no version. */
    private static TxReadWriteSet withoutDefinition(TxReadWriteSet set)
            throws InvalidProtocolBufferException {
        TxReadWriteSet.Builder comparable = set.toBuilder();
        for (NsReadWriteSet.Builder namespace : comparable.getNsRwsetBuilderList()) {
            if (namespace.getNamespace().equals(LIFECYCLE)) {
                KVRWSet.Builder keys = KVRWSet.parseFrom(namespace.getRwset()).toBuilder();
                keys.getReadsBuilderList().forEach(KVRead.Builder::clearVersion);
                namespace.setRwset(keys.build().toByteString());
            }
        }
        return comparable.build();
    }

    private static String bytes(ByteString bytes) {
        boolean readable =
                bytes.isValidUtf8() && bytes.toStringUtf8().chars().allMatch(c -> c >= ' ');
        return readable ? '"' + bytes.toStringUtf8() + '"' : bytes.size() + " bytes";
    }

    private void line(String indent, String content) {
        text.append(indent).append(content).append('\n');
    }
}
