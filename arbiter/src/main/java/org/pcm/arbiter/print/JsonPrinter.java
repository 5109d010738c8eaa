package org.pcm.arbiter.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.EndorsedAction;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.NamespaceAccess;
import org.pcm.arbiter.block.OrdererSeal;
import org.pcm.arbiter.block.Transaction;
import org.pcm.arbiter.block.TransactionHeader;
import org.pcm.arbiter.channel.IdentityName;

/**
 * One block as a JSON object, complete: bytes that are no text stand in base64 under {@code
 * …Base64}.
 */
final class JsonPrinter {
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    JsonPrinter() {
        try {
            json = new JsonFactory().createGenerator(text);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    String print(Block block) {
        try (json) {
            json.writeStartObject();
            json.writeNumberField("number", block.number());
            json.writeStringField("hash", Words.hex(block.hash()));
            json.writeStringField("previousHash", Words.hex(block.header().previousHash()));
            json.writeStringField("dataHash", Words.hex(block.header().dataHash()));
            json.writeStringField("commitHash", Words.hex(block.commitHash()));
            json.writeNumberField("lastConfig", block.lastConfig());
            json.writeArrayFieldStart("signedBy");
            for (OrdererSeal.Mark mark : block.seal().marks()) {
                json.writeString(Words.signer(mark));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("transactions");
            for (Transaction transaction : block.transactions()) {
                print(transaction);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString();
    }

    private void print(Transaction transaction) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", transaction.index());
        json.writeStringField("code", Words.code(transaction.codeNumber()));
        Optional<TransactionHeader> header = transaction.readHeader();
        if (header.isPresent()) {
            json.writeStringField("type", Words.type(header.get().type()));
            json.writeStringField("id", header.get().txId());
            json.writeStringField("time", header.get().timestamp().toString());
            json.writeStringField("channel", header.get().channel());
            json.writeStringField("sender", IdentityName.of(header.get().creator()));
        }
        Optional<Invocation> call = transaction.readInvocation();
        if (call.isPresent()) {
            print(call.get());
        }
        json.writeEndObject();
    }

    private void print(Invocation call) throws IOException {
        json.writeStringField("chaincode", call.chaincode());
        json.writeStringField("version", call.version());
        json.writeArrayFieldStart("arguments");
        for (ByteString argument : call.arguments()) {
            json.writeStartObject();
            bytes("value", argument);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("endorsedBy");
        for (EndorsedAction.Endorsement endorsement : call.action().endorsements()) {
            json.writeString(IdentityName.of(endorsement.endorser()));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("accesses");
        for (NamespaceAccess access : call.accesses()) {
            print(access);
        }
        json.writeEndArray();
        if (call.event().isPresent()) {
            json.writeObjectFieldStart("event");
            json.writeStringField("name", call.event().get().name());
            bytes("payload", call.event().get().payload());
            json.writeEndObject();
        }
        json.writeObjectFieldStart("answer");
        json.writeNumberField("status", call.status());
        bytes("payload", call.payload());
        json.writeEndObject();
    }

    private void print(NamespaceAccess access) throws IOException {
        json.writeStartObject();
        json.writeStringField("namespace", access.namespace());
        json.writeArrayFieldStart("reads");
        for (KVRead read : access.keys().getReadsList()) {
            json.writeStartObject();
            json.writeStringField("key", read.getKey());
            if (read.hasVersion()) {
                json.writeNumberField("block", read.getVersion().getBlockNum());
                json.writeNumberField("transaction", read.getVersion().getTxNum());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("rangeQueries", access.keys().getRangeQueriesInfoCount());
        json.writeArrayFieldStart("writes");
        for (KVWrite write : access.keys().getWritesList()) {
            json.writeStartObject();
            json.writeStringField("key", write.getKey());
            json.writeBooleanField("delete", write.getIsDelete());
            bytes("value", write.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void bytes(String name, ByteString bytes) throws IOException {
        if (Words.isPrintable(bytes)) {
            json.writeStringField(name, bytes.toStringUtf8());
        } else {
            json.writeBinaryField(name + "Base64", bytes.toByteArray());
        }
    }
}
