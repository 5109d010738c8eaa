package org.pcm.bench;

/**
 * What a first application does: one key a task, one transaction a step.
 *
 * @param lifeCyclesPerSecond tasks led through their whole life, over {@code measuredMillis}
 * @param failedSteps steps that failed, and were looked after and tried again
 * @param bytesPerLifeCycle by which the blocks grew
 * @param stolenPercent how much of this machine's CPU time others had meanwhile
 */
public record NaiveFigures(
        int clients,
        double lifeCyclesPerSecond,
        long measuredMillis,
        long lifeCycles,
        long failedSteps,
        double bytesPerLifeCycle,
        double stolenPercent) {
    /** One for each of submit, offer, accept, complete. */
    static final int TRANSACTIONS_PER_LIFE_CYCLE = 4;
}
