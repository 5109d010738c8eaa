package org.pcm.gateway.business;

import java.util.List;

/**
 * What a lane may do next.
 *
 * @param batch events ready for one transaction, in the production order
 * @param stale events whose sequence is used up on the ledger
 * @param early for each key that has one, the first event that waits for a lower sequence
 * @param full whether more was ready than one transaction takes
 */
public record Pick(List<Entry> batch, List<Entry> stale, List<Entry> early, boolean full) {
    /** Copies the lists. */
    public Pick {
        batch = List.copyOf(batch);
        stale = List.copyOf(stale);
        early = List.copyOf(early);
    }
}
