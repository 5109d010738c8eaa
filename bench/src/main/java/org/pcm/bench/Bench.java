package org.pcm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pcm.bench.contention.Contention;
import org.pcm.bench.contention.ContentionFigures;
import org.pcm.bench.cycle.CycleCheck;
import org.pcm.bench.cycle.CycleLoad;
import org.pcm.bench.cycle.LoadFailed;
import org.pcm.bench.cycle.Participants;
import org.pcm.bench.cycle.Rush;
import org.pcm.bench.cycle.Shape;
import org.pcm.bench.growth.Growth;
import org.pcm.bench.growth.GrowthMark;
import org.pcm.bench.host.Hosts;
import org.pcm.chaincode.NativeSha256;

/**
 * One run: programs up, PCM measured under loads of several shapes, the naive clients measured on
 * the same ledger, everything verified, programs down.
 *
 * <pre>{@code
 * Report report = Bench.run(Options.on(LedgerKind.DEVNODE, folder), System.out::println);
 * report.lines().forEach(System.out::println);
 * }</pre>
 */
public final class Bench {
    /**
     * Growth compares its first window with its last one, so that the first must not be a cold one.
     */
    private static final int GROWTH_WARM_UPS = 8;

    private final Options options;
    private final Progress progress;

    private Bench(Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Measures; takes some minutes. Everything started ends with it, also when this JVM is told to
     * end.
     *
     * @return the figures and whether they can be believed, see {@link Report#ok}
     * @throws LoadFailed when something was refused, lost or too late, so that there are no figures
     * @throws IOException when a program does not come up, or a naive client fails
     */
    public static Report run(Options options, Progress progress)
            throws IOException, InterruptedException {
        return new Bench(options, progress).run();
    }

    /**
     * Measures rate and memory while the ledger grows, under the load of the largest submissions.
     *
     * @param tasks how many there are in the end; the rate is measured from 1,000 tasks on, from
     *     10,000 and so on, and from so many on
     * @throws LoadFailed when something was refused, lost or too late, so that there are no figures
     * @throws IOException when a program does not come up
     */
    public static GrowthReport grow(Options options, long tasks, Progress progress)
            throws IOException, InterruptedException {
        return new Bench(options, progress).grow(tasks);
    }

    private GrowthReport grow(long tasks) throws IOException, InterruptedException {
        NativeSha256.install();
        Instant started = Instant.now();
        long startNanos = System.nanoTime();
        progress.say("starting " + options.ledger().word() + ", chaincodes and gateway");
        try (Hosts hosts = Hosts.start(options.ledger(), options.folder());
                Participants participants = participants(hosts, "bench", options.participants())) {
            Shape shape = options.shapes().getFirst();
            List<CycleCheck> checks = new ArrayList<>();
            progress.say("warming up");
            try (CycleLoad load = CycleLoad.open(participants, shape.named("warmUp"))) {
                load.startBounded();
                TimeUnit.MILLISECONDS.sleep(GROWTH_WARM_UPS * options.warmUpMillis());
                load.drain();
                checks.addAll(load.check());
            }
            long warmUpTasks = checks.stream().mapToLong(CycleCheck::tasks).sum();
            List<GrowthMark> marks;
            try (CycleLoad load = CycleLoad.open(participants, shape.named("growth"))) {
                progress.say("growing");
                marks = Growth.measure(hosts, load, tasks, options.measureMillis(), progress);
                checks.addAll(load.check());
            }
            progress.say("verifying every peer's jobs and all blocks");
            return new GrowthReport(
                    options.ledger(),
                    started,
                    secondsSince(startNanos),
                    Machine.here(),
                    options.participants(),
                    warmUpTasks,
                    marks,
                    Verification.of(checks, hosts.ledger()));
        }
    }

    private static double secondsSince(long startNanos) {
        return (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private Report run() throws IOException, InterruptedException {
        NativeSha256.install();
        Instant started = Instant.now();
        long startNanos = System.nanoTime();
        progress.say("starting " + options.ledger().word() + ", chaincodes and gateway");
        try (Hosts hosts = Hosts.start(options.ledger(), options.folder())) {
            Measuring measuring = new Measuring(hosts, options, progress);
            List<CycleFigures> cycles = new ArrayList<>();
            List<CycleCheck> checks = new ArrayList<>();
            List<String> members;
            try (Participants participants = participants(hosts, "bench", options.participants())) {
                members = participants.names();
                for (Shape shape : options.shapes()) {
                    try (CycleLoad load = CycleLoad.open(participants, shape)) {
                        cycles.add(measuring.cycle(load, shape));
                        checks.addAll(load.check());
                    }
                }
            }
            ContentionFigures contention = contention(hosts);
            NaiveFigures naive = measuring.naive();
            progress.say("verifying every peer's jobs and all blocks");
            Verification verification = Verification.of(checks, hosts.ledger());
            return new Report(
                    options.ledger(),
                    started,
                    secondsSince(startNanos),
                    Machine.here(),
                    members,
                    Participants.PLEDGE,
                    cycles,
                    contention,
                    naive,
                    verification);
        }
    }

    private Participants participants(Hosts hosts, String name, int count) throws IOException {
        Path keys = Files.createDirectories(options.folder().resolve("participants"));
        return Participants.register(hosts.gateway(), name, count, keys);
    }

    private ContentionFigures contention(Hosts hosts) throws IOException, InterruptedException {
        progress.say("having " + Contention.CLIENTS + " clients change one thing at once");
        try (Participants clients = participants(hosts, "rush", Contention.CLIENTS)) {
            return Contention.run(new Rush(clients), hosts.ledger().peers().getFirst());
        }
    }
}
