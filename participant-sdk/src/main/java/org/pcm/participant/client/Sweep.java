package org.pcm.participant.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcm.cooperation.job.Job;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.JsonObject;

/**
 * Every combination of some parameters' values, the last parameter changing fastest. {@code {}} is
 * the values joined by {@code -}.
 */
final class Sweep {

    private Sweep() {}

    static List<Item> items(JsonObject from) {
        List<Map<String, String>> combinations = new ArrayList<>(List.of(Map.of()));
        for (String name : from.names()) {
            if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,31}")) {
                throw from.wrong(
                        name, "is no name of a parameter: a letter, then letters, digits, _");
            }
            List<String> values = from.list(name, Sweep::value);
            if (values.isEmpty()) {
                throw from.wrong(name, "must have a value");
            }
            if ((long) combinations.size() * values.size() > Job.MAX_TASKS) {
                throw from.wrong(name, "makes more than " + Job.MAX_TASKS + " combinations");
            }
            combinations = product(combinations, name, values);
        }
        from.end();
        return combinations.stream()
                .map(values ->
                        new Item(String.join("-", values.values()), values, Optional.empty()))
                .toList();
    }

    private static String value(String where, JsonNode node) {
        if (!node.isTextual() && !node.isNumber()) {
            throw new InvalidDocument(where, "must be a text or a number");
        }
        return node.asText();
    }

    private static List<Map<String, String>> product(
            List<Map<String, String>> combinations, String name, List<String> values) {
        List<Map<String, String>> product = new ArrayList<>();
        for (Map<String, String> combination : combinations) {
            for (String value : values) {
                Map<String, String> longer = new LinkedHashMap<>(combination);
                longer.put(name, value);
                product.add(longer);
            }
        }
        return product;
    }
}
