package org.pcm.bench;

import java.util.Map;
import org.pcm.bench.cycle.Shape;
import org.pcm.bench.measure.Latency;

/**
 * What PCM does under a load of one shape.
 *
 * @param lifeCyclesPerSecond tasks led through their whole life, over {@code measuredMillis}
 * @param transactions on the ledger in that time
 * @param bytesPerLifeCycle by which the blocks grew
 * @param cpuMicrosPerLifeCycle CPU time of each process, by its name
 * @param stolenPercent how much of this machine's CPU time others had meanwhile, where it is shared
 * @param latencyLoadPerSecond the steady rate at which latency was measured
 * @param submitToOffered until the owner heard of the offer
 * @param submitToCompleted until the owner heard of the result
 */
public record CycleFigures(
        Shape shape,
        double lifeCyclesPerSecond,
        long measuredMillis,
        long lifeCycles,
        long transactions,
        double bytesPerLifeCycle,
        Map<String, Double> cpuMicrosPerLifeCycle,
        double stolenPercent,
        double latencyLoadPerSecond,
        long latencyMillis,
        Latency submitToOffered,
        Latency submitToCompleted) {
    /** Copies the map. */
    public CycleFigures {
        cpuMicrosPerLifeCycle = Map.copyOf(cpuMicrosPerLifeCycle);
    }
}
