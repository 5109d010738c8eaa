package org.pcm.gateway.business;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.pcm.gateway.information.message.Arrival;

/** The events of one lane, by key and sequence. Guarded by itself. */
final class LaneQueue {
    private final Map<String, TreeMap<Long, Entry>> byKey = new HashMap<>();

    /** Enters the event unless another one holds its key's sequence. */
    synchronized boolean enter(Entry entry) {
        Arrival arrival = entry.arrival();
        return byKey.computeIfAbsent(arrival.kid(), kid -> new TreeMap<>())
                        .putIfAbsent(arrival.sequence(), entry)
                == null;
    }

    synchronized void remove(Entry entry) {
        Arrival arrival = entry.arrival();
        TreeMap<Long, Entry> entries = byKey.get(arrival.kid());
        if (entries == null) {
            return;
        }
        entries.remove(arrival.sequence(), entry);
        if (entries.isEmpty()) {
            byKey.remove(arrival.kid());
        }
    }

    synchronized boolean isEmpty() {
        return byKey.isEmpty();
    }

    /**
     * The next batch.
     *
     * @param used gives a key's last used sequence on the ledger
     * @param admitted which events may go into it
     */
    synchronized Pick pick(
            byte[] chain,
            ToLongFunction<String> used,
            BatchLimits limits,
            Predicate<Entry> admitted) {
        Filling filling = new Filling(limits, admitted);
        for (String kid : ProductionOrder.of(byKey.keySet(), chain)) {
            filling.take(byKey.getOrDefault(kid, new TreeMap<>()), used.applyAsLong(kid));
        }
        return filling.pick();
    }
}
