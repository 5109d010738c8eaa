package org.pcm.cooperation;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.job.PagePlace;
import org.pcm.cooperation.submission.Door;

/**
 * How much the submissions of one batch may name, so that nobody can make a batch too heavy to
 * endorse. Once one had to wait for the next batch all that come after it wait too, so that nobody
 * overtakes himself.
 */
final class Budget {
    private final Set<PagePlace> pages = new HashSet<>();
    private int tasks;
    private boolean full;

    /** Whether nothing more is handled in this batch. */
    boolean isFull() {
        return full;
    }

    /** Grants {@code demand}, else says why not. */
    @Nullable Refusal grant(Demand demand) {
        if (demand.tasks > Door.MAX_TASKS || demand.pages.size() > Door.MAX_PAGES) {
            return RefusalCode.TOO_LARGE.because("names more tasks than a batch may");
        }
        long more = demand.pages.stream().filter(page -> !pages.contains(page)).count();
        full = tasks + demand.tasks > Door.MAX_TASKS || pages.size() + more > Door.MAX_PAGES;
        if (full) {
            return Door.BATCH_FULL;
        }
        tasks += demand.tasks;
        pages.addAll(demand.pages);
        return null;
    }
}
