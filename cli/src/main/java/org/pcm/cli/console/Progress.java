package org.pcm.cli.console;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Shows how far long work is, on one line that is written anew; nothing where no person is looking
 * or the work is done at once. Whether a person looks, the script {@code pcm} says.
 */
public final class Progress implements AutoCloseable {
    private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private final PrintWriter err;
    private final String verb;
    private final long total;
    private final boolean watched = Boolean.getBoolean("pcm.terminal");
    private long shownNanos = System.nanoTime();
    private boolean shown;

    private Progress(PrintWriter err, String verb, long total) {
        this.err = err;
        this.verb = verb;
        this.total = total;
    }

    /** Of {@code total} steps, on standard error. */
    public static Progress on(PrintWriter err, String verb, long total) {
        return new Progress(err, verb, total);
    }

    /** So many steps are done. */
    public void reached(long done) {
        if (watched && System.nanoTime() - shownNanos > EVERY_NANOS) {
            shownNanos = System.nanoTime();
            shown = true;
            err.print("\r" + verb + " " + done + " of " + total + " ");
            err.flush();
        }
    }

    @Override
    public void close() {
        wipe();
    }

    /** Wipes the line, so that something else can be said. */
    public void wipe() {
        if (shown) {
            shown = false;
            err.print("\r" + " ".repeat(60) + "\r");
            err.flush();
        }
    }
}
