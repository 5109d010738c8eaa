package org.pcm.cooperation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<S, Map<Class<? extends Event>, S>> next = new HashMap<>();

    private Life(List<Move<S>> moves) {
        this.moves = moves;
        for (Move<S> move : moves) {
            S twice = next.computeIfAbsent(move.from, k -> new HashMap<>()).put(move.on, move.to);
            if (twice != null) {
                throw new IllegalArgumentException(
                        "two moves from " + move.from + " on " + move.on.getSimpleName());
            }
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
        S to = next.getOrDefault(from, Map.of()).get(event.getClass());
        if (to == null) {
            throw new IllegalStateException(from + " knows no " + event.getClass().getSimpleName());
        }
        return to;
    }
}
