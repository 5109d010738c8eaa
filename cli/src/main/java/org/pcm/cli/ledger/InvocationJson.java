package org.pcm.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.pcm.arbiter.block.EndorsedAction.Endorsement;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.NamespaceAccess;
import org.pcm.arbiter.block.NamespaceAccess.CollectionAccess;
import org.pcm.participant.json.Json;

/** A chaincode call as part of a block's document: who endorsed, what was asked, done and said. */
final class InvocationJson {
    private InvocationJson() {}

    static void into(ObjectNode json, Invocation call) {
        ArrayNode endorsers = json.putArray("endorsers");
        for (Endorsement endorsement : call.action().endorsements()) {
            endorsers.add(BlockJson.organisation(endorsement.endorser()));
        }
        json.put("chaincode", call.chaincode() + " " + call.version());
        if (!call.arguments().isEmpty()) {
            json.put("function", call.arguments().getFirst().toStringUtf8());
            arguments(json.putArray("arguments"), call.arguments());
        }
        call.accesses().forEach(access -> access(json, call, access));
        json.put("status", call.status());
        json.set("response", readable(call.payload()));
        call.event().ifPresent(event -> json.set("event", readable(event.payload())));
    }

    private static void arguments(ArrayNode into, List<ByteString> arguments) {
        arguments.stream().skip(1).forEach(argument -> into.add(readable(argument)));
    }

    private static void access(ObjectNode json, Invocation call, NamespaceAccess access) {
        String prefix = access.namespace().equals(call.chaincode()) ? "" : access.namespace() + "/";
        ArrayNode reads = json.withArray("reads");
        for (KVRead read : access.keys().getReadsList()) {
            reads.add(
                    prefix
                            + read.getKey()
                            + (read.hasVersion()
                                    ? " of block " + read.getVersion().getBlockNum()
                                    : " (absent)"));
        }
        ArrayNode writes = json.withArray("writes");
        for (KVWrite write : access.keys().getWritesList()) {
            writes.add(
                    prefix
                            + write.getKey()
                            + (write.getIsDelete()
                                    ? " deleted"
                                    : " " + write.getValue().size() + " bytes"));
        }
        for (KVMetadataWrite write : access.keys().getMetadataWritesList()) {
            writes.add(prefix + write.getKey() + " metadata");
        }
        for (CollectionAccess each : access.collections()) {
            if (each.writes()) {
                writes.add(
                        prefix
                                + each.collection()
                                + " (private): "
                                + each.writtenKeys().size()
                                + " keys");
            }
        }
    }

    /** JSON as JSON, a signed submission as its parts, other text as text, bytes as base64. */
    private static JsonNode readable(ByteString bytes) {
        if (!bytes.isValidUtf8()) {
            return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes.toByteArray()));
        }
        String text = bytes.toStringUtf8();
        try {
            String[] parts = text.split("\\.", -1);
            return parts.length == 3 && text.startsWith("ey") ? submission(parts) : json(text);
        } catch (IllegalArgumentException e) {
            return TextNode.valueOf(text);
        }
    }

    private static JsonNode json(String text) {
        return text.startsWith("{") || text.startsWith("[")
                ? Json.parse(text)
                : TextNode.valueOf(text);
    }

    private static ObjectNode submission(String[] parts) {
        ObjectNode submission = Json.object();
        submission.set("header", Json.parse(decoded(parts[0])));
        submission.set("commands", Json.parse(decoded(parts[1])));
        return submission;
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
