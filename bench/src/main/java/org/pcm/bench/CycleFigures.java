package org.pcm.bench;

import org.pcm.bench.measure.Latency;

/**
 * What PCM does when a submission, whoever signs it, names at most so many tasks.
 *
 * @param tasksInFlight how many tasks were under way while throughput was measured
 * @param lifeCyclesPerSecond tasks led through their whole life, over {@code measuredMillis}
 * @param transactions on the ledger in that time
 * @param bytesPerLifeCycle by which the block file grew
 * @param latencyLoadPerSecond the steady rate at which latency was measured
 * @param submitToOffered until the owner heard of the offer
 * @param submitToCompleted until the owner heard of the result
 */
public record CycleFigures(
        int tasksPerSubmission,
        int tasksInFlight,
        double lifeCyclesPerSecond,
        long measuredMillis,
        long lifeCycles,
        long transactions,
        double bytesPerLifeCycle,
        double latencyLoadPerSecond,
        long latencyMillis,
        Latency submitToOffered,
        Latency submitToCompleted) {}
