package org.pcm.bench;

import java.util.List;

/**
 * What was found when all load had ended.
 *
 * @param tasks how many tasks PCM's participants submitted in the whole run
 * @param completedOnce how many of them completed exactly once, with the right result
 * @param jobs how many jobs they made
 * @param audit the arbiter's verdict on all blocks
 * @param faults what is wrong; empty when nothing is
 */
public record Verification(
        long tasks, long completedOnce, int jobs, String audit, List<String> faults) {
    /** Copies the list. */
    public Verification {
        faults = List.copyOf(faults);
    }

    /** Whether the figures can be believed. */
    public boolean ok() {
        return faults.isEmpty();
    }
}
