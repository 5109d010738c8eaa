package org.pcm.bench.measure;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A stretch of time and how far a counter moved in it.
 *
 * @param nanos how long it was
 * @param counted how far the counter moved
 */
public record Window(long nanos, long counted) {
    /** How long a counter may stand still before nobody waits for it any more. */
    private static final long PATIENCE_MILLIS = 60_000;

    private static final long LOOK_MILLIS = 10;

    /**
     * Waits for a while, longer where the counter has not moved by then, and tells how far it
     * moved.
     */
    public static Window watch(LongSupplier counter, long millis) throws InterruptedException {
        long from = counter.getAsLong();
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(millis);
        long moved = counter.getAsLong() - from;
        for (long waited = 0; moved == 0 && waited < PATIENCE_MILLIS; waited += LOOK_MILLIS) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            moved = counter.getAsLong() - from;
        }
        return new Window(System.nanoTime() - start, moved);
    }

    /** How far the counter moved in a second. */
    public double perSecond() {
        return counted * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    /** How long it was, in whole milliseconds. */
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
