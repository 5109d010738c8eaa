package org.pcm.bench.growth;

import java.util.Map;
import org.pcm.bench.measure.Memory;

/**
 * What was measured when the measured cooperations had so many tasks.
 *
 * @param tasks how many had been led through their whole life when the window began
 * @param stretchPerSecond life cycles a second from the mark before, or the load's start, up to
 *     this one
 * @param lifeCyclesPerSecond in the window
 * @param windowMillis how long the window was
 * @param cpuMicrosPerLifeCycle CPU time of each process in the window, by its name
 * @param stolenPercent how much of this machine's CPU time others had meanwhile
 * @param memory after the window
 */
public record GrowthMark(
        long tasks,
        double stretchPerSecond,
        double lifeCyclesPerSecond,
        long windowMillis,
        Map<String, Double> cpuMicrosPerLifeCycle,
        double stolenPercent,
        Memory memory) {
    /** Copies the map. */
    public GrowthMark {
        cpuMicrosPerLifeCycle = Map.copyOf(cpuMicrosPerLifeCycle);
    }

    /** CPU time of all processes together. */
    public double cpuMicros() {
        return cpuMicrosPerLifeCycle.values().stream().mapToDouble(each -> each).sum();
    }
}
