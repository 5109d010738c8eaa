package org.pcm.gateway;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to come true, for a bounded time. */
public final class Until {
    private static final long MOST_NANOS = 180_000_000_000L;
    private static final long STEP_NANOS = 5_000_000L;

    private Until() {}

    /** Polls until it holds; fails after a minute. */
    public static void holds(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + MOST_NANOS;
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + what);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
