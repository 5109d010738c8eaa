package org.pcm.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.pcm.bench.cycle.CycleLoad;
import org.pcm.bench.cycle.LoadFailed;
import org.pcm.bench.cycle.Shape;
import org.pcm.bench.host.Hosts;
import org.pcm.bench.measure.CpuTime;
import org.pcm.bench.measure.Stolen;
import org.pcm.bench.measure.Timings;
import org.pcm.bench.measure.Window;
import org.pcm.bench.naive.NaiveLoad;

/** Puts one load after the other on the ledger and looks on with a stop watch. */
final class Measuring {
    private final Hosts hosts;
    private final Options options;
    private final Progress progress;

    Measuring(Hosts hosts, Options options, Progress progress) {
        this.hosts = hosts;
        this.options = options;
        this.progress = progress;
    }

    /** Throughput first, then latency at half of it. */
    CycleFigures cycle(CycleLoad load, Shape shape) throws IOException, InterruptedException {
        progress.say("measuring " + shape.name());
        load.startBounded();
        TimeUnit.MILLISECONDS.sleep(options.warmUpMillis());
        CpuTime cpu = CpuTime.of(hosts.pids());
        Stolen stolen = Stolen.now();
        long bytes = hosts.blockBytes();
        long transactions = load.transactions();
        Window window = measure(load::lifeCycles);
        transactions = load.transactions() - transactions;
        bytes = hosts.blockBytes() - bytes;
        double stolenPercent = Stolen.now().percentSince(stolen);
        CpuTime after = CpuTime.of(hosts.pids());
        load.drain();
        progress.say(rate(shape.name(), window));

        double half = window.perSecond() / 2;
        Timings timings = load.startSteady(half);
        TimeUnit.MILLISECONDS.sleep(options.latencyMillis());
        load.drain();
        return new CycleFigures(
                shape,
                window.perSecond(),
                window.millis(),
                window.counted(),
                transactions,
                bytes / (double) window.counted(),
                after.microsEach(cpu, window.counted()),
                stolenPercent,
                half,
                options.latencyMillis(),
                timings.toOffered().latency(),
                timings.toCompleted().latency());
    }

    /** The same for naive clients, throughput only. */
    NaiveFigures naive() throws IOException, InterruptedException {
        progress.say("measuring " + options.naiveClients() + " naive clients");
        try (NaiveLoad load =
                NaiveLoad.start(hosts.ledger().peers().getFirst(), options.naiveClients())) {
            TimeUnit.MILLISECONDS.sleep(options.warmUpMillis());
            Stolen stolen = Stolen.now();
            long bytes = hosts.blockBytes();
            long failures = load.failures();
            Window window = measure(load::lifeCycles);
            failures = load.failures() - failures;
            bytes = hosts.blockBytes() - bytes;
            double stolenPercent = Stolen.now().percentSince(stolen);
            load.finish();
            progress.say(rate("naive clients", window));
            return new NaiveFigures(
                    options.naiveClients(),
                    window.perSecond(),
                    window.millis(),
                    window.counted(),
                    failures,
                    bytes / (double) window.counted(),
                    stolenPercent);
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
}
