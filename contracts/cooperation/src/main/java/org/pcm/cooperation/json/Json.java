package org.pcm.cooperation.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes JSON so that every peer sees the same value in the same bytes: valid UTF-8, no
 * duplicate names, no half surrogate pairs, integers of 64 bits only, at most {@value #MAX_DEPTH}
 * levels. A value is a {@code Map<String, Object>} in the order of the text, a {@code
 * List<Object>}, a {@code String}, a {@code Long} or a {@code Boolean}; {@code null} is refused.
 */
public final class Json {
    /** Nesting allowed in any document. */
    public static final int MAX_DEPTH = 8;

    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // The table of names seen before refuses documents by what came earlier in the
                    // same process: no two peers would agree.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNumberLength(20)
                                    .build())
                    .build();

    private Json() {}

    /** The one value in {@code utf8}, all of it; {@link JsonException} when it is anything else. */
    public static Object read(byte[] utf8) {
        try (JsonParser parser = FACTORY.createParser(decode(utf8))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new JsonException("empty document");
            }
            Object value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new JsonException("text after the end of the document");
            }
            return value;
        } catch (IOException e) {
            throw new JsonException("not well-formed JSON: " + firstLine(e));
        }
    }

    /** The one object in {@code utf8}, ready for strict access. */
    public static Fields readObject(byte[] utf8) {
        return Fields.of(read(utf8), "document");
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new JsonException("not valid UTF-8");
        }
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> text(parser.getText());
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_FLOAT -> throw new JsonException("numbers must be integers");
            case VALUE_NULL -> throw new JsonException("null is not allowed");
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new JsonException("unexpected " + token);
        };
    }

    /**
     * {@code text} if it can be written again: an escaped half of a surrogate pair has no UTF-8.
     */
    private static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new JsonException("half of a surrogate pair");
            }
        }
        return text;
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            fields.put(text(name), value(parser, parser.nextToken()));
        }
        return fields;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> items = new ArrayList<>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
            items.add(value(parser, t));
        }
        return items;
    }

    /** Writes part of a document. */
    @FunctionalInterface
    public interface Part {
        void write(JsonGenerator to) throws IOException;
    }

    /** The UTF-8 of the document that {@code part} writes, without white space. */
    public static byte[] write(Part part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            part.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    /** {@link #write(Part)} as text. */
    public static String text(Part part) {
        return new String(write(part), StandardCharsets.UTF_8);
    }
}
