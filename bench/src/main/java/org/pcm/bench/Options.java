package org.pcm.bench;

import java.nio.file.Path;
import java.util.List;
import org.pcm.bench.cycle.Shape;

/**
 * What to measure, and for how long.
 *
 * @param folder for everything that the run writes; must exist and be empty
 * @param warmUpMillis load before each throughput measurement
 * @param measureMillis each throughput measurement
 * @param latencyMillis each latency measurement, at half the throughput
 * @param participants how many take on tasks; the first eight of them submit tasks, too
 * @param naiveClients how many naive clients
 * @param shapes the loads, that with the largest submissions first
 */
public record Options(
        LedgerKind ledger,
        Path folder,
        long warmUpMillis,
        long measureMillis,
        long latencyMillis,
        int participants,
        int naiveClients,
        List<Shape> shapes) {
    /** All that are measured unless told otherwise. */
    public static final List<Shape> SHAPES =
            List.of(
                    new Shape("submissionsOf128", 128, 128, 2, 24_576),
                    new Shape("submissionsOf8", 8, 8, 2, 8_192),
                    new Shape("answersOf1", 128, 1, 2, 6_144),
                    new Shape("submissionsOf1", 1, 1, 2, 2_048));

    /** Most participants. */
    public static final int PARTICIPANTS_MAX = 1_000;

    private static final int CLIENTS_MAX = 1_000;
    private static final long MILLIS_MAX = 3_600_000;

    /** Refuses what cannot be measured. */
    public Options {
        within("warmUpMillis", warmUpMillis, 0, MILLIS_MAX);
        within("measureMillis", measureMillis, 1, MILLIS_MAX);
        within("latencyMillis", latencyMillis, 1, MILLIS_MAX);
        within("participants", participants, 1, PARTICIPANTS_MAX);
        within("naiveClients", naiveClients, 1, CLIENTS_MAX);
        shapes = List.copyOf(shapes);
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("there must be a load to measure");
        }
    }

    private static void within(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " must be from " + least + " to " + most + ", not " + value);
        }
    }

    /** The usual: 20 s for each throughput, 8 participants, 100 naive clients. */
    public static Options on(LedgerKind ledger, Path folder) {
        return new Options(ledger, folder, 10_000, 20_000, 10_000, 8, 100, SHAPES);
    }

    /**
     * The same, measuring throughput for so long, and warming up and looking at latency for half.
     */
    public Options withMeasureMillis(long millis) {
        long half = Math.max(1, millis / 2);
        return new Options(ledger, folder, half, millis, half, participants, naiveClients, shapes);
    }

    /** The same with other numbers of participants and naive clients. */
    public Options with(int participantCount, int clients) {
        return new Options(
                ledger,
                folder,
                warmUpMillis,
                measureMillis,
                latencyMillis,
                participantCount,
                clients,
                shapes);
    }

    /** The same with another number of participants. */
    public Options withParticipants(int count) {
        return with(count, naiveClients);
    }

    /** The same with other loads. */
    public Options withShapes(List<Shape> loads) {
        return new Options(
                ledger,
                folder,
                warmUpMillis,
                measureMillis,
                latencyMillis,
                participants,
                naiveClients,
                loads);
    }
}
