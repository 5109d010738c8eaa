package org.pcm.participant.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one configured JSON codec: no duplicate names, nothing after the document's end. */
public final class Json {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    /** Parses a whole document; {@link InvalidDocument} when it is no JSON. */
    public static JsonNode parse(byte[] document) {
        try {
            return checked(MAPPER.readTree(document));
        } catch (JsonProcessingException e) {
            throw new InvalidDocument("", "is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #parse(byte[])}, of text. */
    public static JsonNode parse(String document) {
        try {
            return checked(MAPPER.readTree(document));
        } catch (JsonProcessingException e) {
            throw new InvalidDocument("", "is not valid JSON: " + e.getOriginalMessage());
        }
    }

    /** Parses a document that must be an object. */
    public static JsonObject parseObject(byte[] document) {
        return JsonObject.of(parse(document));
    }

    /** Reads a file that must hold an object; errors name its fields. */
    public static JsonObject readObject(Path file) throws IOException {
        return JsonObject.of(parse(Files.readAllBytes(file)));
    }

    /** A new empty object, to be filled and written. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new empty array, to be filled and written. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Compact text. */
    public static String write(JsonNode node) {
        return node.toString();
    }

    /** Indented text, for files that people read. */
    public static String pretty(JsonNode node) {
        try {
            return MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode checked(JsonNode node) {
        if (node.isMissingNode()) {
            throw new InvalidDocument("", "is empty");
        }
        return node;
    }
}
