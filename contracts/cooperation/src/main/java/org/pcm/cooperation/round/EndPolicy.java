package org.pcm.cooperation.round;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.JsonException;

/**
 * When a round ends (A12): as soon as any of {@code groups} holds, and a group holds when all of
 * its conditions do. So every combination of any and all can be said, on one level.
 */
public record EndPolicy(List<List<EndCondition>> groups) {
    private static final int MAX_GROUPS = 8;
    private static final int MAX_CONDITIONS = 8;

    /** The round ends when the coordinator says so. */
    public static final EndPolicy BY_COORDINATOR = any(new EndCondition.CoordinatorsWord());

    public EndPolicy {
        groups = groups.stream().map(List::copyOf).toList();
        if (groups.isEmpty() || groups.stream().anyMatch(List::isEmpty)) {
            throw new JsonException("end must name at least one condition, and so must each group");
        }
    }

    /** Ends when any of {@code conditions} holds. */
    public static EndPolicy any(EndCondition... conditions) {
        return new EndPolicy(Stream.of(conditions).map(List::of).toList());
    }

    /** Ends when all of {@code conditions} hold. */
    public static EndPolicy all(EndCondition... conditions) {
        return new EndPolicy(List.of(List.of(conditions)));
    }

    /** Why the round ends now: the names of the conditions that hold, empty when it goes on. */
    public Optional<String> why(Cooperation state) {
        return groups.stream()
                .filter(group -> group.stream().allMatch(c -> c.holds(state)))
                .findFirst()
                .map(group ->
                        group.stream().map(EndCondition::name).collect(Collectors.joining("+")));
    }

    /** Whether a round of so many members would end as soon as it begins. */
    boolean endsAtOnce(long members) {
        return groups.stream()
                .anyMatch(group -> group.stream().allMatch(c -> c.holdsFromTheStart(members)));
    }

    /** When the clock next makes a condition hold, 0 when it makes none. */
    public long nextDue(Cooperation state) {
        return conditions()
                .mapToLong(condition -> condition.due(state))
                .filter(due -> due > state.head().clock)
                .min()
                .orElse(0);
    }

    /** All conditions of all groups. */
    public Stream<EndCondition> conditions() {
        return groups.stream().flatMap(List::stream);
    }

    static EndPolicy read(List<List<EndCondition>> groups) {
        if (groups.size() > MAX_GROUPS) {
            throw new JsonException("end has more than " + MAX_GROUPS + " groups");
        }
        return new EndPolicy(groups);
    }

    static List<EndCondition> readGroup(Object value) {
        if (!(value instanceof List<?> items) || items.size() > MAX_CONDITIONS) {
            throw new JsonException(
                    "end lists groups of at most " + MAX_CONDITIONS + " conditions");
        }
        return items.stream()
                .map(item -> EndCondition.read(Fields.of(item, "end condition")))
                .toList();
    }

    void write(JsonGenerator to) throws IOException {
        to.writeStartArray();
        for (List<EndCondition> group : groups) {
            to.writeStartArray();
            for (EndCondition condition : group) {
                condition.write(to);
            }
            to.writeEndArray();
        }
        to.writeEndArray();
    }
}
