package org.pcm.devnode.ledger;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All keys of all chaincodes after some transaction; never changes. */
public final class WorldState {
    /** The state of a ledger that holds only its configuration. */
    public static final WorldState EMPTY = new WorldState(new TreeMap<>());

    private final Map<String, SortedState> namespaces;

    /** A row of a range. */
    public record Row(String key, VersionedValue value) {}

    private WorldState(Map<String, SortedState> namespaces) {
        this.namespaces = Collections.unmodifiableMap(namespaces);
    }

    /** The key's value, or null where there is none. */
    public @Nullable VersionedValue get(String namespace, String key) {
        return namespace(namespace).get(key);
    }

    /** The key's version, or null where there is none. */
    public @Nullable Version version(String namespace, String key) {
        VersionedValue value = get(namespace, key);
        return value == null ? null : value.version();
    }

    /** The state after the updates, taken in their order. */
    public WorldState with(Iterable<StateUpdate> updates) {
        Map<String, SortedState> changed = new TreeMap<>(KeyOrder.BY_UTF8);
        changed.putAll(namespaces);
        for (StateUpdate update : updates) {
            SortedState before = changed.getOrDefault(update.namespace(), SortedState.EMPTY);
            SortedState after =
                    update.value() == null
                            ? before.without(update.key())
                            : before.with(
                                    update.key(),
                                    new VersionedValue(update.value(), update.version()));
            changed.put(update.namespace(), after);
        }
        return new WorldState(changed);
    }

    /** Keys from {@code start} on and before {@code end}; an empty end means all that follow. */
    public Iterator<Row> range(String namespace, String start, String end) {
        return new Range(namespace(namespace).from(start), end, false);
    }

    /** As {@link #range}, and with the end key itself. */
    public Iterator<Row> rangeWithEnd(String namespace, String start, String end) {
        return new Range(namespace(namespace).from(start), end, true);
    }

    /** The namespaces in use, with all their rows, in order. */
    Map<String, SortedState> namespaces() {
        return namespaces;
    }

    private SortedState namespace(String name) {
        return namespaces.getOrDefault(name, SortedState.EMPTY);
    }

    private static final class Range implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final String end;
        private final boolean withEnd;
        private @Nullable Row next;

        Range(Iterator<Row> rows, String end, boolean withEnd) {
            this.rows = rows;
            this.end = end;
            this.withEnd = withEnd;
            this.next = advance();
        }

        private @Nullable Row advance() {
            if (!rows.hasNext()) {
                return null;
            }
            Row row = rows.next();
            return inside(row.key()) ? row : null;
        }

        private boolean inside(String key) {
            if (end.isEmpty()) {
                return true;
            }
            int order = KeyOrder.BY_UTF8.compare(key, end);
            return order < 0 || (withEnd && order == 0);
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Row next() {
            Row row = next;
            if (row == null) {
                throw new NoSuchElementException();
            }
            next = advance();
            return row;
        }
    }
}
