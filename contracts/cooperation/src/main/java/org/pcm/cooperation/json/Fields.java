package org.pcm.cooperation.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The fields of one JSON object. Each is taken once; {@link #end()} refuses what nobody took. */
public final class Fields {
    private final String where;
    private final Map<String, Object> left;

    private Fields(String where, Map<String, Object> fields) {
        this.where = where;
        this.left = new LinkedHashMap<>(fields);
    }

    /** {@code value} as an object; {@code where} names it in errors. */
    @SuppressWarnings("unchecked") // Json.read makes no other maps
    public static Fields of(Object value, String where) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new JsonException(where + " must be an object");
        }
        return new Fields(where, (Map<String, Object>) map);
    }

    public boolean has(String name) {
        return left.containsKey(name);
    }

    private Object take(String name) {
        Object value = left.remove(name);
        if (value == null) {
            throw new JsonException(where + " lacks \"" + name + "\"");
        }
        return value;
    }

    /** Text of at most {@code maxChars} UTF-16 units. */
    public String text(String name, int maxChars) {
        if (!(take(name) instanceof String s)) {
            throw new JsonException(path(name) + " must be text");
        }
        if (s.length() > maxChars) {
            throw new JsonException(path(name) + " is longer than " + maxChars + " characters");
        }
        return s;
    }

    /** An integer within the bounds, both included. */
    public long integer(String name, long min, long max) {
        if (!(take(name) instanceof Long n)) {
            throw new JsonException(path(name) + " must be an integer");
        }
        if (n < min || n > max) {
            throw new JsonException(path(name) + " must be from " + min + " to " + max);
        }
        return n;
    }

    public long integer(String name, long min, long max, long absent) {
        return has(name) ? integer(name, min, max) : absent;
    }

    public boolean flag(String name, boolean absent) {
        if (!has(name)) {
            return absent;
        }
        if (!(take(name) instanceof Boolean b)) {
            throw new JsonException(path(name) + " must be true or false");
        }
        return b;
    }

    /** One of an enumeration's constants, by its exact name. */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        return constant(text(name, 64), type, path(name));
    }

    private static <E extends Enum<E>> E constant(String text, Class<E> type, String path) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new JsonException(path + " must be one of " + List.of(type.getEnumConstants()));
    }

    public <E extends Enum<E>> List<E> constants(String name, Class<E> type) {
        return list(
                name,
                type.getEnumConstants().length,
                v -> {
                    if (!(v instanceof String s)) {
                        throw new JsonException(path(name) + " must list texts");
                    }
                    return constant(s, type, path(name));
                });
    }

    public List<String> texts(String name, int maxItems, int maxChars) {
        return list(
                name,
                maxItems,
                v -> {
                    if (!(v instanceof String s) || s.length() > maxChars) {
                        throw new JsonException(
                                path(name)
                                        + " must list texts of at most "
                                        + maxChars
                                        + " characters");
                    }
                    return s;
                });
    }

    /** An array of at most {@code maxItems}, each read by {@code item}. */
    public <T> List<T> list(String name, int maxItems, Function<Object, T> item) {
        if (!(take(name) instanceof List<?> values)) {
            throw new JsonException(path(name) + " must be an array");
        }
        if (values.size() > maxItems) {
            throw new JsonException(path(name) + " has more than " + maxItems + " items");
        }
        List<T> items = new ArrayList<>(values.size());
        for (Object value : values) {
            items.add(item.apply(value));
        }
        return items;
    }

    public Fields object(String name) {
        return of(take(name), path(name));
    }

    private String path(String name) {
        return where + "." + name;
    }

    /** Refuses fields that nobody took. */
    public void end() {
        if (!left.isEmpty()) {
            throw new JsonException(
                    where + " has an unknown field \"" + left.keySet().iterator().next() + "\"");
        }
    }
}
