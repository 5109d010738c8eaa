package org.pcm.bench;

/**
 * What a first application does: one key a task, one transaction a step.
 *
 * @param lifeCyclesPerSecond tasks led through their whole life, over {@code measuredMillis}
 * @param bytesPerLifeCycle by which the block file grew
 */
public record NaiveFigures(
        int clients,
        double lifeCyclesPerSecond,
        long measuredMillis,
        long lifeCycles,
        double bytesPerLifeCycle) {
    /** One for each of submit, offer, accept, complete. */
    static final int TRANSACTIONS_PER_LIFE_CYCLE = 4;
}
