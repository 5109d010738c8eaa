package org.pcm.bench;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.pcm.arbiter.Audit;
import org.pcm.arbiter.AuditOptions;
import org.pcm.arbiter.Verdict;
import org.pcm.arbiter.source.BlockFile;
import org.pcm.arbiter.source.BlockSource;
import org.pcm.bench.cycle.CycleCheck;
import org.pcm.bench.cycle.CycleLoad;
import org.pcm.bench.cycle.LoadFailed;
import org.pcm.bench.cycle.Participants;
import org.pcm.bench.host.Hosts;
import org.pcm.bench.measure.Timings;
import org.pcm.bench.measure.Window;
import org.pcm.bench.naive.NaiveLoad;

/**
 * One run: programs up, PCM measured with large, small and single submissions, the naive clients
 * measured on the same ledger, programs down, everything verified.
 *
 * <pre>{@code
 * Report report = Bench.run(Options.on(LedgerKind.DEVNODE, folder), System.out::println);
 * report.lines().forEach(System.out::println);
 * }</pre>
 */
public final class Bench {
    /** Tasks a submission. */
    private static final List<Integer> SIZES = List.of(128, 8, 1);

    private final Options options;
    private final Progress progress;
    private final List<CycleFigures> cycles = new ArrayList<>();
    private final List<CycleCheck> checks = new ArrayList<>();

    private Bench(Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Measures; takes some minutes. Everything started ends with it, also when this JVM is killed.
     *
     * @return the figures and whether they can be believed, see {@link Report#ok}
     * @throws LoadFailed when something was refused, lost or too late, so that there are no figures
     * @throws IOException when a program does not come up, or a naive client fails
     */
    public static Report run(Options options, Progress progress)
            throws IOException, InterruptedException {
        return new Bench(options, progress).run();
    }

    private Report run() throws IOException, InterruptedException {
        Instant started = Instant.now();
        long startNanos = System.nanoTime();
        Path blocks;
        String genesis;
        List<String> members;
        NaiveFigures naive;
        progress.say("starting " + options.ledger().word() + ", chaincodes and gateway");
        try (Hosts hosts = Hosts.start(options.folder())) {
            blocks = hosts.blocks();
            genesis = hosts.genesis();
            members = cycles(hosts);
            naive = naive(hosts);
        }
        Verification verification = verify(blocks, genesis);
        return new Report(
                options.ledger(),
                started,
                (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1),
                Machine.here(),
                members,
                Participants.PLEDGE,
                cycles,
                naive,
                verification);
    }

    private List<String> cycles(Hosts hosts) throws IOException, InterruptedException {
        Path keys = Files.createDirectories(options.folder().resolve("participants"));
        try (Participants participants =
                Participants.register(hosts.gateway(), options.participants(), keys)) {
            for (int size : SIZES) {
                try (CycleLoad load = CycleLoad.open(participants, size)) {
                    cycles.add(cycle(load, size, hosts.blocks()));
                    checks.add(load.check());
                }
            }
            return participants.names();
        }
    }

    private CycleFigures cycle(CycleLoad load, int size, Path blocks)
            throws IOException, InterruptedException {
        int inFlight = inFlight(size);
        progress.say("measuring submissions of " + size);
        load.startBounded(inFlight);
        TimeUnit.MILLISECONDS.sleep(options.warmUpMillis());
        long bytes = Files.size(blocks);
        long transactions = load.transactions();
        Window window = measure(load::lifeCycles);
        bytes = Files.size(blocks) - bytes;
        transactions = load.transactions() - transactions;
        load.drain();
        progress.say(rate("submissions of " + size, window));

        double half = window.perSecond() / 2;
        Timings timings = load.startSteady(half, size);
        TimeUnit.MILLISECONDS.sleep(options.latencyMillis());
        load.drain();
        return new CycleFigures(
                size,
                inFlight,
                window.perSecond(),
                window.millis(),
                window.counted(),
                transactions,
                each(bytes, window),
                half,
                options.latencyMillis(),
                timings.toOffered().latency(),
                timings.toCompleted().latency());
    }

    /** Enough to fill batches while others are under way, and no more. */
    private static int inFlight(int size) {
        return switch (size) {
            case 1 -> 512;
            case 8 -> 2_048;
            default -> 8_192;
        };
    }

    private static double each(long bytes, Window window) {
        return bytes / (double) window.counted();
    }

    private NaiveFigures naive(Hosts hosts) throws IOException, InterruptedException {
        progress.say("measuring " + options.naiveClients() + " naive clients");
        try (NaiveLoad load = NaiveLoad.start(hosts.fabric(), options.naiveClients())) {
            TimeUnit.MILLISECONDS.sleep(options.warmUpMillis());
            long bytes = Files.size(hosts.blocks());
            Window window = measure(load::lifeCycles);
            bytes = Files.size(hosts.blocks()) - bytes;
            load.finish();
            progress.say(rate("naive clients", window));
            return new NaiveFigures(
                    options.naiveClients(),
                    window.perSecond(),
                    window.millis(),
                    window.counted(),
                    each(bytes, window));
        }
    }

    private Window measure(LongSupplier lifeCycles) throws InterruptedException {
        Window window = Window.watch(lifeCycles, options.measureMillis());
        if (window.counted() == 0) {
            throw new LoadFailed("no task came to its end in " + window.millis() + " ms");
        }
        return window;
    }

    private static String rate(String what, Window window) {
        return String.format(
                Locale.ROOT, "%s: %.1f life cycles a second", what, window.perSecond());
    }

    private Verification verify(Path blocks, String genesis) throws IOException {
        progress.say("verifying all blocks");
        Verdict verdict;
        ByteString pinned = ByteString.copyFrom(HexFormat.of().parseHex(genesis));
        try (BlockSource source = BlockFile.open(blocks)) {
            verdict = Audit.run(source, AuditOptions.unpinned().pinnedTo(pinned));
        }
        List<String> faults = new ArrayList<>();
        checks.forEach(check -> check.wrong().ifPresent(faults::add));
        if (!(verdict instanceof Verdict.Pass)) {
            faults.add(verdict.line());
        }
        return new Verification(
                checks.stream().mapToLong(CycleCheck::tasks).sum(),
                checks.stream().mapToLong(CycleCheck::completedOnce).sum(),
                checks.stream().mapToInt(CycleCheck::jobs).sum(),
                verdict.line(),
                faults);
    }
}
