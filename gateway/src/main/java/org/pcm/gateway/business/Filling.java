package org.pcm.gateway.business;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.pcm.gateway.information.message.Arrival;

/**
 * Fills one batch key by key, each key's events without a gap; holds back what is not stored yet.
 */
final class Filling {
    private final BatchLimits limits;
    private final Predicate<Entry> admitted;
    private final List<Entry> batch = new ArrayList<>();
    private final List<Entry> stale = new ArrayList<>();
    private final List<Entry> early = new ArrayList<>();
    private int characters;
    private int tasks;
    private boolean full;

    Filling(BatchLimits limits, Predicate<Entry> admitted) {
        this.limits = limits;
        this.admitted = admitted;
    }

    void take(NavigableMap<Long, Entry> entries, long used) {
        entries.headMap(used, true).values().stream().filter(Entry::isSafe).forEach(stale::add);
        long next = used + 1;
        for (Entry entry : entries.tailMap(used, false).values()) {
            if (!entry.isSafe()) {
                return;
            }
            if (entry.arrival().sequence() != next) {
                early.add(entry);
                return;
            }
            if (!admitted.test(entry)) {
                return;
            }
            full = full || !fits(entry.arrival());
            if (full) {
                return;
            }
            add(entry);
            next++;
        }
    }

    private boolean fits(Arrival arrival) {
        return batch.isEmpty()
                || (batch.size() < limits.submissions()
                        && characters + arrival.jws().length() <= limits.characters()
                        && tasks + arrival.tasks() <= limits.tasks());
    }

    private void add(Entry entry) {
        batch.add(entry);
        characters += entry.arrival().jws().length();
        tasks += entry.arrival().tasks();
    }

    Pick pick() {
        return new Pick(batch, stale, early, full);
    }
}
