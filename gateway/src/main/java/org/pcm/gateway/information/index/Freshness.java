package org.pcm.gateway.information.index;

import java.util.concurrent.Semaphore;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.gateway.information.port.Ledger;
import org.pcm.gateway.information.port.LedgerUnreachable;

/**
 * Whether the index has read as much of a lane as the peer holds. A gateway that has just started,
 * or that another one was quicker than, must not say a final no for what it only has not read yet;
 * so whoever would say no asks here first.
 */
public final class Freshness {
    private static final int QUESTIONS_AT_ONCE = 8;

    private final Lookup lookup;
    private final Ledger ledger;
    private final Semaphore questions = new Semaphore(QUESTIONS_AT_ONCE);

    /** Compares what {@code lookup} knows with what {@code ledger} holds. */
    public Freshness(Lookup lookup, Ledger ledger) {
        this.lookup = lookup;
        this.ledger = ledger;
    }

    /**
     * Whether nothing is on the peer's ledger that this index lacks. Asks the peer; false also
     * where it does not answer, or too many ask at the same time.
     */
    public boolean hasAllOf(String lane) {
        if (!lane.equals(PageKeys.REGISTRY) && !Labels.isName(lane)) {
            return true; // no lane has such a name
        }
        if (!questions.tryAcquire()) {
            return false;
        }
        try {
            return lookup.head(lane).version() >= ledger.version(lane);
        } catch (LedgerUnreachable e) {
            return false;
        } finally {
            questions.release();
        }
    }
}
