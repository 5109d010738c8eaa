package org.pcm.bench.measure;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Collects how long something took, again and again. Safe for use by many threads. */
public final class Durations {
    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private long[] nanos = new long[1_024];
    private int count;

    /** Notes one duration. */
    public synchronized void add(long durationNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = durationNanos;
    }

    /** How many were noted. */
    public synchronized int count() {
        return count;
    }

    /**
     * The duration that {@code percent} of all did not exceed (nearest rank), in milliseconds.
     *
     * @throws IllegalStateException when nothing was noted
     */
    public synchronized double percentileMillis(int percent) {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("a percentile is from 1 to 100, not " + percent);
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceilDiv((long) percent * count, 100);
        return sorted[rank - 1] / NANOS_PER_MILLI;
    }

    /** Median and 99th percentile; {@link IllegalStateException} when nothing was noted. */
    public Latency latency() {
        return new Latency(percentileMillis(50), percentileMillis(99));
    }
}
