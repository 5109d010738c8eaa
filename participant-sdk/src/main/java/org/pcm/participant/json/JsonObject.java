package org.pcm.participant.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One JSON object being read strictly: each field is asked for by name and type, and {@link #end()}
 * refuses whatever nobody asked for, so that a misspelt field is an error instead of a silent
 * default.
 */
public final class JsonObject {

    private final String path;
    private final JsonNode object;
    private final Set<String> asked = new HashSet<>();

    private JsonObject(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    static JsonObject of(JsonNode node) {
        return of("", node);
    }

    /**
     * Reads {@code node}, which must be an object.
     *
     * @param path where it stands, for errors
     */
    public static JsonObject of(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new InvalidDocument(path, "must be an object");
        }
        return new JsonObject(path, node);
    }

    /** An object without fields. */
    public static JsonObject empty() {
        return of("", Json.object());
    }

    /** Whether the object has the field, {@code null} counting as absent. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** The names of all fields, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The field as text; an error when it is missing or no text. */
    public String text(String name) {
        JsonNode node = required(name);
        if (!node.isTextual()) {
            throw wrong(name, "must be text");
        }
        return node.textValue();
    }

    /** The field as text, or {@code otherwise}. */
    public String text(String name, String otherwise) {
        return has(name) ? text(name) : absent(name, otherwise);
    }

    /** The field as a whole number within bounds. */
    public long number(String name, long least, long most) {
        return number(name, required(name), least, most);
    }

    /** The field as a whole number within bounds, or {@code otherwise}. */
    public long number(String name, long least, long most, long otherwise) {
        return has(name) ? number(name, least, most) : absent(name, otherwise);
    }

    /** The field as true or false, or {@code otherwise}. */
    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return absent(name, otherwise);
        }
        JsonNode node = required(name);
        if (!node.isBoolean()) {
            throw wrong(name, "must be true or false");
        }
        return node.booleanValue();
    }

    /** The field as an object of its own. */
    public JsonObject object(String name) {
        return of(at(name), required(name));
    }

    /** The field as an object of its own, if it is there. */
    public Optional<JsonObject> optionalObject(String name) {
        return has(name) ? Optional.of(object(name)) : absent(name, Optional.empty());
    }

    /** The field as it stands. */
    public JsonNode node(String name) {
        return required(name);
    }

    /** The field as a list of texts; empty when it is missing. */
    public List<String> texts(String name) {
        return list(
                name,
                (where, node) -> {
                    if (!node.isTextual()) {
                        throw new InvalidDocument(where, "must be text");
                    }
                    return node.textValue();
                });
    }

    /** The field as a list of objects; empty when it is missing. */
    public List<JsonObject> objects(String name) {
        return list(name, JsonObject::of);
    }

    /**
     * The field as a list whose elements {@code read} understands (given path and node); empty when
     * it is missing.
     */
    public <T> List<T> list(String name, BiFunction<String, JsonNode, T> read) {
        if (!has(name)) {
            return absent(name, List.of());
        }
        JsonNode node = required(name);
        if (!node.isArray()) {
            throw wrong(name, "must be a list");
        }
        List<T> result = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            result.add(read.apply(at(name) + "[" + i + "]", node.get(i)));
        }
        return List.copyOf(result);
    }

    /** The field as names with text values, in order; empty when it is missing. */
    public Map<String, String> textMap(String name) {
        if (!has(name)) {
            return absent(name, Map.of());
        }
        JsonObject inner = object(name);
        Map<String, String> result = new LinkedHashMap<>();
        inner.object.fieldNames().forEachRemaining(key -> result.put(key, inner.text(key)));
        return result;
    }

    /** The path of one of this object's fields, for errors. */
    public String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** An error about one of this object's fields. */
    public InvalidDocument wrong(String name, String why) {
        return new InvalidDocument(at(name), why);
    }

    /** Refuses fields that nobody asked for. */
    public void end() {
        object.fieldNames()
                .forEachRemaining(name -> {
                    if (!asked.contains(name)) {
                        throw wrong(name, "is not a known field");
                    }
                });
    }

    private long number(String name, JsonNode node, long least, long most) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong(name, "must be a whole number");
        }
        long value = node.longValue();
        if (value < least || value > most) {
            throw wrong(name, "must be from " + least + " to " + most + ", but is " + value);
        }
        return value;
    }

    private JsonNode required(String name) {
        asked.add(name);
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            throw wrong(name, "is missing");
        }
        return node;
    }

    private <T> T absent(String name, T otherwise) {
        asked.add(name);
        return otherwise;
    }
}
