package org.pcm.gateway.business;

import org.pcm.gateway.information.message.Arrival;

/** One event of the queue (P6): an arrival and its number in the order of coming. */
public final class Entry {
    private final long number;
    private final Arrival arrival;
    private volatile boolean safe;

    Entry(long number, Arrival arrival) {
        this.number = number;
        this.arrival = arrival;
    }

    public long number() {
        return number;
    }

    public Arrival arrival() {
        return arrival;
    }

    /** Whether it lies on the disk; before that no lane may take it. */
    boolean isSafe() {
        return safe;
    }

    void markSafe() {
        safe = true;
    }

    @Override
    public String toString() {
        return "event " + number + " (" + arrival.lane() + ", " + arrival.sequence() + ")";
    }
}
