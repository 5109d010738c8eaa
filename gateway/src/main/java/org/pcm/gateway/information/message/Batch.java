package org.pcm.gateway.information.message;

import java.util.List;
import java.util.Optional;
import org.pcm.cooperation.event.Event;

/**
 * What one valid transaction of the contract said.
 *
 * @param version of the lane after it
 * @param clock of the lane after it, milliseconds
 * @param block where it stands
 * @param transaction its place in the block
 */
public record Batch(
        String lane,
        long version,
        long clock,
        long block,
        int transaction,
        String transactionId,
        List<Event> events,
        List<Placed> outcomes) {
    /** Copies the lists. */
    public Batch {
        events = List.copyOf(events);
        outcomes = List.copyOf(outcomes);
    }

    /** Events and outcomes together: the items a cursor counts. */
    public int items() {
        return events.size() + outcomes.size();
    }

    public Cursor cursor(int item) {
        return new Cursor(block, transaction, item);
    }

    /** The cursor of outcome {@code i}. */
    public Cursor outcomeCursor(int i) {
        return cursor(events.size() + i);
    }

    /** What became of submission {@code i}. */
    public Answer answer(int i) {
        return new Answer(outcomes.get(i).outcome(), Optional.of(outcomeCursor(i)), clock);
    }
}
