package org.pcm.network.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits for something that a running process is to bring about. */
public record Waiting(NetworkProcess process, Duration atMost) {
    private static final long POLL_MILLIS = 50;

    /** Something that may have come about; what it says is why not. */
    @FunctionalInterface
    public interface Condition {
        Optional<String> whyNot() throws IOException, InterruptedException;
    }

    /** Waits for a while; why it has not come about, empty when it has. */
    public static Optional<String> whyNot(Duration atMost, Condition condition)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        Optional<String> whyNot = condition.whyNot();
        while (whyNot.isPresent() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            whyNot = condition.whyNot();
        }
        return whyNot;
    }

    /**
     * Returns once it has come about.
     *
     * @throws NetworkFailure when the process has ended, or it takes too long
     */
    public void until(String what, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<String> whyNot = condition.whyNot();
            if (whyNot.isEmpty()) {
                return;
            }
            if (!process.isRunning()) {
                throw process.endedAtOnce();
            }
            if (System.nanoTime() > end) {
                throw process.failure(
                        process.name()
                                + ": "
                                + what
                                + " took more than "
                                + atMost.toSeconds()
                                + " s ("
                                + whyNot.get()
                                + ")");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
