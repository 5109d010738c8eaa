package org.pcm.cli.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HexFormat;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.OrdererSeal;
import org.pcm.arbiter.block.Transaction;
import org.pcm.arbiter.block.TransactionHeader;
import org.pcm.arbiter.channel.ChannelConfig;
import org.pcm.arbiter.channel.Organisation;
import org.pcm.participant.json.Json;

/** A block as a document; nothing in it is checked. */
final class BlockJson {
    private BlockJson() {}

    static ObjectNode of(Block block) {
        ObjectNode json =
                Json.object()
                        .put("block", block.number())
                        .put("hash", hex(block.hash()))
                        .put("previousHash", hex(block.header().previousHash()))
                        .put("dataHash", hex(block.header().dataHash()))
                        .put("commitHash", hex(block.commitHash()))
                        .put("bytes", block.bytes().size());
        if (ChannelConfig.isIn(block)) {
            configuration(json, block);
        }
        ArrayNode orderers = json.putArray("orderers");
        block.seal().marks().forEach(mark -> orderers.add(name(mark)));
        ArrayNode transactions = json.putArray("transactions");
        block.transactions().forEach(each -> transactions.add(of(each)));
        return json;
    }

    private static void configuration(ObjectNode json, Block block) {
        try {
            ChannelConfig config = ChannelConfig.of(block);
            json.put("configuration", config.sequence());
            ArrayNode organisations = json.putArray("organisations");
            config.organisations().all().stream()
                    .map(Organisation::id)
                    .sorted()
                    .forEach(organisations::add);
        } catch (Malformed e) {
            json.put("configuration", e.why());
        }
    }

    private static ObjectNode of(Transaction transaction) {
        ObjectNode json = Json.object().put("transaction", transaction.index());
        json.put("code", code(transaction.codeNumber()));
        transaction.readHeader().ifPresent(header -> head(json, header));
        transaction.readInvocation().ifPresent(call -> InvocationJson.into(json, call));
        return json.put("bytes", transaction.bytes().size());
    }

    private static void head(ObjectNode json, TransactionHeader header) {
        if (!header.txId().isEmpty()) {
            json.put("id", header.txId());
        }
        json.put("time", header.timestamp().toString()).put("channel", header.channel());
        if (!header.creator().isEmpty()) {
            json.put("creator", organisation(header.creator()));
        }
    }

    private static String name(OrdererSeal.Mark mark) {
        return switch (mark) {
            case OrdererSeal.ConsenterMark consenter ->
                    "consenter " + Integer.toUnsignedString(consenter.consenter());
            case OrdererSeal.CreatorMark creator -> organisation(creator.creator());
        };
    }

    /** The organisation in a serialised identity. */
    static String organisation(ByteString identity) {
        try {
            return SerializedIdentity.parseFrom(identity).getMspid();
        } catch (InvalidProtocolBufferException e) {
            return "unreadable identity";
        }
    }

    static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static String code(int number) {
        TxValidationCode code = TxValidationCode.forNumber(number);
        return code == null ? Integer.toString(number) : code.name();
    }
}
