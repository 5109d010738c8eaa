package org.pcm.cli.requirements;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;

/** Waits for conditions, not for time. */
final class Until {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(180);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Until() {}

    static <T> T present(Supplier<Optional<T>> source) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Optional<T> found = source.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                return Assertions.fail("waited in vain");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    static void holds(BooleanSupplier condition) {
        present(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
