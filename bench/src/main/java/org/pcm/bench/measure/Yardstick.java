package org.pcm.bench.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;

/**
 * How fast this machine is just now: the CPU time of one and the same piece of work, done again and
 * again. Neighbours of a virtual machine change it, for they share caches, clocks and halves of
 * cores, and with it they change the CPU time of everything else. Used by one thread.
 */
public final class Yardstick {
    private static final int BYTES = 1 << 14;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final byte[] piece = new byte[BYTES];
    private final MessageDigest sha256;
    private long pieces;
    private long cpuNanos;

    /** Lays it on for the first time. */
    public Yardstick() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        lay();
    }

    /** Does the piece of work once more: some tens of microseconds. */
    public void lay() {
        long before = THREADS.getCurrentThreadCpuTime();
        sha256.digest(piece);
        cpuNanos += THREADS.getCurrentThreadCpuTime() - before;
        pieces++;
    }

    /** How often it has been done, and how long that took. */
    public Reading read() {
        return new Reading(pieces, cpuNanos);
    }

    /**
     * What was read at one time.
     *
     * @param pieces so far
     * @param cpuNanos CPU time of all of them
     */
    public record Reading(long pieces, long cpuNanos) {
        /**
         * CPU time of a piece since {@code before}, in microseconds; at least one was done since.
         */
        public double microsSince(Reading before) {
            return (cpuNanos - before.cpuNanos)
                    / (double) (pieces - before.pieces)
                    / TimeUnit.MICROSECONDS.toNanos(1);
        }
    }
}
