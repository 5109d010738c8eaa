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

    /** Earliest time at which a held task is due, 0 when none is. */
    public long nextDue;

    /** Once all its tasks have ended: SHA-256 of its last state; the page itself is gone. */
    public byte @Nullable [] folded;

    void write(PageWriter to) {
        to.flag(folded != null);
        if (folded != null) {
            to.raw(folded);
        } else {
            to.number(pending).number(nextDue);
        }
    }

    static PageSummary read(PageReader from) {
        PageSummary summary = new PageSummary();
        if (from.flag()) {
            summary.folded = from.raw(Digests.LENGTH);
        } else {
            summary.pending = from.count();
            summary.nextDue = from.number();
        }
        return summary;
    }
}
