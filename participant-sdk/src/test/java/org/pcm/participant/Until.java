package org.pcm.participant;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/** Waits for conditions, not for time. */
final class Until {

    private static final long BOUND_NANOS = Duration.ofMinutes(3).toNanos();

    private Until() {}

    static void holds(BooleanSupplier condition) {
        long deadline = System.nanoTime() + BOUND_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                Assertions.fail("did not come to hold in time");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
