package org.pcm.bench.growth;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.pcm.bench.Progress;
import org.pcm.bench.cycle.CycleLoad;
import org.pcm.bench.cycle.LoadFailed;
import org.pcm.bench.host.Hosts;
import org.pcm.bench.measure.CpuTime;
import org.pcm.bench.measure.Memory;
import org.pcm.bench.measure.Stolen;
import org.pcm.bench.measure.Window;

/**
 * Leads tasks through their whole life, without a pause, until there are as many as wanted, and
 * looks at rate and memory at 1,000 of them, 10,000 and so on. A window is longer than wanted where
 * no task has ended in it by then. Windows of early marks overlap, and memory, which stops programs
 * for a moment, is looked at when none is open.
 */
public final class Growth {
    private static final long FIRST_MARK = 1_000;
    private static final int FACTOR = 10;
    private static final long LOOK_MILLIS = 10;
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Hosts hosts;
    private final CycleLoad load;
    private final long windowNanos;
    private final Progress progress;
    private final Map<String, Long> pids;
    private final Deque<Long> marks;
    private final List<OpenWindow> open = new ArrayList<>();
    private final List<OpenWindow.Ended> ended = new ArrayList<>();
    private final List<GrowthMark> done = new ArrayList<>();
    private long markNanos;
    private long markCounted;

    private Growth(Hosts hosts, CycleLoad load, long tasks, long windowMillis, Progress progress)
            throws IOException, InterruptedException {
        this.hosts = hosts;
        this.load = load;
        this.windowNanos = TimeUnit.MILLISECONDS.toNanos(windowMillis);
        this.progress = progress;
        this.pids = hosts.pids();
        this.marks = new ArrayDeque<>(marks(tasks));
    }

    /** The powers of ten from 1,000 on, and {@code tasks} as the last. */
    static List<Long> marks(long tasks) {
        List<Long> marks = new ArrayList<>();
        for (long mark = FIRST_MARK; mark < tasks; mark *= FACTOR) {
            marks.add(mark);
        }
        marks.add(tasks);
        return marks;
    }

    /**
     * Starts the load, measures and drains it.
     *
     * @param tasks the last mark
     * @param windowMillis how long the rate is measured from each mark on
     * @throws LoadFailed when something was refused or lost, or nothing moves any more
     */
    public static List<GrowthMark> measure(
            Hosts hosts, CycleLoad load, long tasks, long windowMillis, Progress progress)
            throws IOException, InterruptedException {
        return new Growth(hosts, load, tasks, windowMillis, progress).measure();
    }

    private List<GrowthMark> measure() throws IOException, InterruptedException {
        load.startBounded();
        long movedNanos = System.nanoTime();
        markNanos = movedNanos;
        long last = 0;
        while (!marks.isEmpty() || !open.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            long now = System.nanoTime();
            long counted = load.lifeCycles();
            if (counted > last) {
                last = counted;
                movedNanos = now;
            } else if (now - movedNanos > STUCK_NANOS) {
                throw new LoadFailed("nothing has moved since " + counted + " tasks had ended");
            }
            open(now, counted);
            end(now, counted);
        }
        load.drain();
        return List.copyOf(done);
    }

    private void open(long now, long counted) {
        Window stretch = new Window(now - markNanos, counted - markCounted);
        while (!marks.isEmpty() && counted >= marks.getFirst()) {
            open.add(
                    new OpenWindow(
                            marks.removeFirst(),
                            now,
                            counted,
                            stretch,
                            CpuTime.of(pids),
                            Stolen.now()));
            markNanos = now;
            markCounted = counted;
        }
    }

    private void end(long now, long counted) throws IOException, InterruptedException {
        for (Iterator<OpenWindow> each = open.iterator(); each.hasNext(); ) {
            OpenWindow window = each.next();
            if (now - window.nanos() >= windowNanos && counted > window.counted()) {
                ended.add(window.end(now, counted, CpuTime.of(pids)));
                each.remove();
            }
        }
        if (open.isEmpty() && !ended.isEmpty()) {
            Memory memory = Memory.of(hosts.pids());
            ended.stream().map(window -> window.with(memory)).forEach(this::reached);
            ended.clear();
        }
    }

    private void reached(GrowthMark mark) {
        done.add(mark);
        progress.say(
                String.format(
                        Locale.ROOT,
                        "from %d tasks on: %.0f life cycles a second",
                        mark.tasks(),
                        mark.lifeCyclesPerSecond()));
    }
}
