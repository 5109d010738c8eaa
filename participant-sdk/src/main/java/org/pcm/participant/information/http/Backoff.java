package org.pcm.participant.information.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.pcm.participant.information.PcmException;

/**
 * Growing pauses between tries, with a random part so that participants do not come back in step.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 3_000;

    private final long deadlineNanos;
    private final boolean bounded;
    private long nextMillis = FIRST_MILLIS;

    /** Pauses until {@code patience} is used up. */
    Backoff(Duration patience) {
        this.bounded = true;
        this.deadlineNanos = System.nanoTime() + patience.toNanos();
    }

    /** Pauses for ever. */
    Backoff() {
        this.bounded = false;
        this.deadlineNanos = 0;
    }

    /**
     * Waits; false when patience is used up. An interrupt becomes {@link PcmException.Unreachable}.
     */
    boolean pause() {
        if (bounded && System.nanoTime() - deadlineNanos >= 0) {
            return false;
        }
        try {
            Thread.sleep(nextMillis / 2 + ThreadLocalRandom.current().nextLong(nextMillis / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PcmException.Unreachable("interrupted");
        }
        nextMillis = Math.min(LONGEST_MILLIS, nextMillis * 2);
        return true;
    }

    /** Starts over with short pauses, after something worked. */
    void reset() {
        nextMillis = FIRST_MILLIS;
    }
}
