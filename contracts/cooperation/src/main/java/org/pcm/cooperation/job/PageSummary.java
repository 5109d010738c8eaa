package org.pcm.cooperation.job;

import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/**
 * What a job remembers of one of its pages, so that dispatch and timers read only the pages they
 * need.
 */
public final class PageSummary {
    /** Tasks that wait. */
    public int pending;

    /** Of which kinds these are: bit k is set when some are of kind k. */
    private int pendingKinds;

    /** Earliest time at which a held task is due, 0 when none is. */
    public long nextDue;

    /** Once all its tasks have ended: SHA-256 of its last state; the page itself is gone. */
    public byte @Nullable [] folded;

    /** Whether tasks of {@code kind} wait. */
    boolean waits(int kind) {
        return (pendingKinds & 1 << kind) != 0;
    }

    /** Brings it up to date with the page, whose waiting tasks were counted as they changed. */
    public void describe(TaskPage page) {
        pendingKinds = page.pendingKinds();
        nextDue = page.nextDue();
    }

    /** The page has gone; {@code digest} is that of its last state. */
    public void fold(byte[] digest) {
        folded = digest;
        pending = 0;
        pendingKinds = 0;
        nextDue = 0;
    }

    void write(PageWriter to) {
        to.flag(folded != null);
        if (folded != null) {
            to.raw(folded);
        } else {
            to.number(pending).number(pendingKinds).number(nextDue);
        }
    }

    static PageSummary read(PageReader from) {
        PageSummary summary = new PageSummary();
        if (from.flag()) {
            summary.folded = from.raw(Digests.LENGTH);
        } else {
            summary.pending = from.count();
            summary.pendingKinds = from.count();
            summary.nextDue = from.number();
        }
        return summary;
    }
}
