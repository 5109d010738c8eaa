package org.pcm.participant.resource;

import java.util.Map;
import java.util.Set;

/** Where an attempt stands. {@link #MAY_FOLLOW} is the whole life cycle. */
public enum AttemptState {
    /** Offered and verified; nobody has decided yet. */
    OFFERED,
    /** Decided: accept; the ledger does not know yet. */
    ACCEPTING,
    /** Decided: reject; the ledger does not know yet. */
    REJECTING,
    /** Accepted on the ledger; its inputs are fetched. */
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
            Map.of(
                    OFFERED, Set.of(ACCEPTING, REJECTING, FAILING, CLOSED),
                    ACCEPTING, Set.of(ACCEPTED, FAILING, CLOSED),
                    REJECTING, Set.of(FAILING, CLOSED),
                    ACCEPTED, Set.of(RUNNING, FAILING, CLOSED),
                    RUNNING, Set.of(COMPLETING, FAILING, CLOSED),
                    COMPLETING, Set.of(CLOSED),
                    FAILING, Set.of(CLOSED),
                    CLOSED, Set.of());

    /** Whether this may follow {@code before}. */
    public boolean mayFollow(AttemptState before) {
        return MAY_FOLLOW.getOrDefault(before, Set.of()).contains(this);
    }
}
