package org.pcm.bench;

import java.nio.file.Path;

/**
 * What to measure, and for how long.
 *
 * @param folder for everything that the run writes; must exist and be empty
 * @param warmUpMillis load before each throughput measurement
 * @param measureMillis each throughput measurement
 * @param latencyMillis each latency measurement, at half the throughput
 * @param participants how many submit and take on tasks
 * @param naiveClients how many naive clients
 */
public record Options(
        LedgerKind ledger,
        Path folder,
        long warmUpMillis,
        long measureMillis,
        long latencyMillis,
        int participants,
        int naiveClients) {
    private static final int PARTICIPANTS_MAX = 64;
    private static final int CLIENTS_MAX = 1_000;
    private static final long MILLIS_MAX = 3_600_000;

    /** Refuses what cannot be measured. */
    public Options {
        within("warmUpMillis", warmUpMillis, 0, MILLIS_MAX);
        within("measureMillis", measureMillis, 1, MILLIS_MAX);
        within("latencyMillis", latencyMillis, 1, MILLIS_MAX);
        within("participants", participants, 1, PARTICIPANTS_MAX);
        within("naiveClients", naiveClients, 1, CLIENTS_MAX);
    }

    private static void within(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " must be from " + least + " to " + most + ", not " + value);
        }
    }

    /** The usual: 20 s for each throughput, 8 participants, 100 naive clients. */
    public static Options on(LedgerKind ledger, Path folder) {
        return new Options(ledger, folder, 10_000, 20_000, 10_000, 8, 100);
    }

    /**
     * The same, measuring throughput for so long, and warming up and looking at latency for half.
     */
    public Options withMeasureMillis(long millis) {
        long half = Math.max(1, millis / 2);
        return new Options(ledger, folder, half, millis, half, participants, naiveClients);
    }
}
