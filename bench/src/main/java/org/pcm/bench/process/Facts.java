package org.pcm.bench.process;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pcm.cooperation.json.Json;

/** What a program says about itself once it is ready: addresses, files. */
public record Facts(Map<String, String> byName) {
    private static final String READY = "READY ";

    /** Copies the map. */
    public Facts {
        byName = Map.copyOf(byName);
    }

    /** The line in which a program says that it is ready. */
    String line() {
        return READY
                + Json.text(to -> {
                    to.writeStartObject();
                    for (Map.Entry<String, String> fact : byName.entrySet()) {
                        to.writeStringField(fact.getKey(), fact.getValue());
                    }
                    to.writeEndObject();
                });
    }

    /** The facts in a line of output; empty when it is any other line. */
    static Optional<Facts> in(String line) {
        return line.startsWith(READY) ? Optional.of(read(line)) : Optional.empty();
    }

    private static Facts read(String line) {
        byte[] json = line.substring(READY.length()).getBytes(StandardCharsets.UTF_8);
        Map<String, String> facts = new LinkedHashMap<>();
        if (Json.read(json) instanceof Map<?, ?> object) {
            object.forEach((name, value) -> facts.put(String.valueOf(name), String.valueOf(value)));
        }
        return new Facts(facts);
    }

    /** One fact; {@link IllegalStateException} when the program did not tell it. */
    public String get(String name) {
        String value = byName.get(name);
        if (value == null) {
            throw new IllegalStateException("a program did not tell its " + name);
        }
        return value;
    }
}
