package org.pcm.participant.resource;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** Where an attempt stands. {@link #MAY_FOLLOW} is the whole life cycle. */
public enum AttemptState {
    /** Offered and verified; nobody has decided yet. */
    OFFERED,
    /** Decided: grab; nobody knows yet whether the ledger grants it. */
    GRABBING,
    /**
     * Granted, or started with its gang, on the ledger and verified, but not as this memory decided
     * on: it is judged anew.
     */
    GRANTED,
    /** Decided: accept; the ledger does not know yet. */
    ACCEPTING,
    /** Decided: reject; the ledger does not know yet. */
    REJECTING,
    /** Accepted on the ledger; starts when its whole gang does. */
    READIED,
    /** Accepted, granted or started with its gang on the ledger; its inputs are fetched. */
    ACCEPTED,
    /** May have been started; written before the start, so that it is never started twice. */
    RUNNING,
    /** Ended well and uploaded; the ledger does not know yet. */
    COMPLETING,
    /**
     * Ended badly; the ledger does not know yet. Straight from before a start: lost, because an
     * agent that this memory does not know of may have started it.
     */
    FAILING,
    /** Nothing is left to do. */
    CLOSED;

    /** What may follow what. */
    public static final Map<AttemptState, Set<AttemptState>> MAY_FOLLOW =
            Map.ofEntries(
                    entry(OFFERED, Set.of(ACCEPTING, REJECTING, READIED, FAILING, CLOSED)),
                    entry(GRABBING, Set.of(GRANTED, ACCEPTED, FAILING, CLOSED)),
                    entry(GRANTED, Set.of(ACCEPTED, FAILING, CLOSED)),
                    entry(ACCEPTING, Set.of(READIED, ACCEPTED, FAILING, CLOSED)),
                    entry(REJECTING, Set.of(FAILING, CLOSED)),
                    entry(READIED, Set.of(GRANTED, ACCEPTED, FAILING, CLOSED)),
                    entry(ACCEPTED, Set.of(RUNNING, FAILING, CLOSED)),
                    entry(RUNNING, Set.of(COMPLETING, FAILING, CLOSED)),
                    entry(COMPLETING, Set.of(CLOSED)),
                    entry(FAILING, Set.of(CLOSED)),
                    entry(CLOSED, Set.of()));

    /** Whether this may follow {@code before}. */
    public boolean mayFollow(AttemptState before) {
        return MAY_FOLLOW.getOrDefault(before, Set.of()).contains(this);
    }
}
