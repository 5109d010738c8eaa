package org.pcm.bench.measure;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The CPU time that processes have used so far, by their names; those that the system tells nothing
 * of are left out.
 */
public record CpuTime(Map<String, Duration> byName) {
    private static final double NANOS_PER_MICRO = 1_000;

    /** Copies the map. */
    public CpuTime {
        byName = Map.copyOf(byName);
    }

    /** Asks the system about processes, by their ids. */
    public static CpuTime of(Map<String, Long> pids) {
        Map<String, Duration> used = new TreeMap<>();
        pids.forEach((name, pid) -> used(pid).ifPresent(time -> used.put(name, time)));
        return new CpuTime(used);
    }

    private static Optional<Duration> used(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
    }

    /** What each process has used since {@code before}, microseconds for each of {@code count}. */
    public Map<String, Double> microsEach(CpuTime before, long count) {
        Map<String, Double> each = new TreeMap<>();
        byName.forEach((name, time) -> {
            Duration since = time.minus(before.byName.getOrDefault(name, Duration.ZERO));
            each.put(name, since.toNanos() / NANOS_PER_MICRO / count);
        });
        return each;
    }
}
