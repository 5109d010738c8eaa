package org.pcm.participant.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an owner wants to see in terms: fields that must be so, objects within objects. A list must
 * hold what the pattern's list holds; {@code {"atLeast":n}} and {@code {"atMost":n}} bound a
 * number. What the pattern does not name may be anything.
 */
final class TermsPattern {
    private static final String LEAST = "atLeast";
    private static final String MOST = "atMost";

    private TermsPattern() {}

    static boolean fits(JsonNode pattern, JsonNode terms) {
        if (isBound(pattern)) {
            return terms.isIntegralNumber()
                    && terms.longValue() >= pattern.path(LEAST).asLong(Long.MIN_VALUE)
                    && terms.longValue() <= pattern.path(MOST).asLong(Long.MAX_VALUE);
        }
        if (pattern.isObject()) {
            return terms.isObject()
                    && pattern.properties().stream()
                            .allMatch(field -> fits(field.getValue(), terms.path(field.getKey())));
        }
        if (pattern.isArray()) {
            return terms.isArray()
                    && elements(pattern)
                            .allMatch(wanted -> elements(terms).anyMatch(is -> fits(wanted, is)));
        }
        boolean numbers = pattern.isIntegralNumber() && terms.isIntegralNumber();
        return numbers ? pattern.longValue() == terms.longValue() : pattern.equals(terms);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static boolean isBound(JsonNode pattern) {
        return pattern.isObject()
                && !pattern.isEmpty()
                && pattern.properties().stream()
                        .allMatch(field ->
                                Set.of(LEAST, MOST).contains(field.getKey())
                                        && field.getValue().isIntegralNumber());
    }
}
