package org.pcm.cooperation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pcm.cooperation.event.Event;

/**
 * A life cycle as one table: what may follow what, and on which event. Documentation draws the
 * table; a test fails on a move that no test visits.
 *
 * @param <S> the states
 */
public final class Life<S extends Enum<S>> {
    /** One row: in state {@code from}, the event {@code on} leads to {@code to}. */
    public record Move<S>(S from, Class<? extends Event> on, S to) {
        @Override
        public String toString() {
            return from + " --" + on.getSimpleName() + "--> " + to;
        }
    }

    private final List<Move<S>> moves;
    private final Map<Class<? extends Event>, EnumMap<S, List<S>>> ends = new HashMap<>();

    private Life(List<Move<S>> moves) {
        this.moves = moves;
        for (Move<S> move : moves) {
            ends.computeIfAbsent(move.on, on -> new EnumMap<>(move.from.getDeclaringClass()))
                    .merge(
                            move.from,
                            List.of(move.to),
                            (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // copied, never written
    public static <S extends Enum<S>> Life<S> of(Move<S>... moves) {
        return new Life<>(List.of(moves));
    }

    public static <S> Move<S> move(S from, Class<? extends Event> on, S to) {
        return new Move<>(from, on, to);
    }

    /** The table, in the order it was written. */
    public List<Move<S>> moves() {
        return moves;
    }

    /**
     * Where {@code event} leads from {@code from}; an event that the table does not allow is a
     * mistake in the contract.
     */
    public S next(S from, Event event) {
        List<S> to = ends(from, event);
        if (to.size() != 1) {
            throw new IllegalStateException(
                    from + " knows no one way on " + event.getClass().getSimpleName());
        }
        return to.get(0);
    }

    /** As {@link #next(Enum, Event)}, where the event itself says to which of several ends. */
    public S next(S from, Event event, S to) {
        if (!ends(from, event).contains(to)) {
            throw new IllegalStateException(
                    from + " knows no " + event.getClass().getSimpleName() + " to " + to);
        }
        return to;
    }

    private List<S> ends(S from, Event event) {
        EnumMap<S, List<S>> byState = ends.get(event.getClass());
        return byState == null ? List.of() : byState.getOrDefault(from, List.of());
    }
}
