package org.pcm.bench.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.pcm.bench.measure.Timings;

/** Load of one shape. Opened; then started and drained, any number of times; closed. */
public final class CycleLoad implements AutoCloseable {
    private static final long TO_DRAIN_SECONDS = 120;
    private static final long LOOK_MILLIS = 20;
    private static final int SUBMITTERS_MAX = 8;

    private final Shape shape;
    private final Map<String, List<Peer>> peersByCooperation = new TreeMap<>();
    private final List<Peer> peers = new ArrayList<>();

    /** Those who submit tasks: with many members, the first of them in each cooperation. */
    private final List<Peer> submitters = new ArrayList<>();

    private final List<Owner> owners = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LongAdder lifeCycles = new LongAdder();
    private final List<AtomicLong> versions = new ArrayList<>();
    private final Trouble trouble = new Trouble();

    private CycleLoad(Shape shape) {
        this.shape = shape;
    }

    /** Opens the cooperations with all participants, who begin to take on tasks. */
    public static CycleLoad open(Participants participants, Shape shape) {
        CycleLoad load = new CycleLoad(shape);
        shape.names().forEach(name -> load.join(participants, name));
        return load;
    }

    private void join(Participants participants, String cooperation) {
        participants.found(cooperation);
        AtomicLong version = new AtomicLong();
        versions.add(version);
        List<Peer> members = new ArrayList<>();
        for (Participant each : participants.all()) {
            members.add(new Peer(each, cooperation, shape, lifeCycles, version, trouble));
        }
        peersByCooperation.put(cooperation, members);
        peers.addAll(members);
        submitters.addAll(members.subList(0, Math.min(members.size(), SUBMITTERS_MAX)));
    }

    /** Has the submitters submit tasks, as fast as it goes with the shape's number under way. */
    public Timings startBounded() {
        return start(i -> Pace.Bounded.of(shape.inFlight() / submitters.size()));
    }

    /** Has the submitters submit tasks at a steady rate, so many a second in all. */
    public Timings startSteady(double tasksPerSecond) {
        double each = tasksPerSecond / submitters.size();
        double apart = TimeUnit.SECONDS.toNanos(1) * shape.submitted() / tasksPerSecond;
        return start(i -> new Pace.Steady(each, i * apart));
    }

    private Timings start(IntFunction<Pace> paces) {
        Timings timings = new Timings();
        owners.clear();
        for (int i = 0; i < submitters.size(); i++) {
            Owner owner = submitters.get(i).owner(paces.apply(i), timings);
            owners.add(owner);
            threads.execute(owner);
        }
        return timings;
    }

    /** How many tasks have been led through their whole life, as their owners heard. */
    public long lifeCycles() {
        trouble.check();
        return lifeCycles.sum();
    }

    /** How many batches the cooperations' lanes have had, each a transaction. */
    public long transactions() {
        return versions.stream().mapToLong(AtomicLong::get).sum();
    }

    /**
     * Has the owners end their jobs, and waits until every task has ended.
     *
     * @throws LoadFailed when that takes too long, or anything went wrong
     */
    public void drain() throws InterruptedException {
        owners.forEach(Owner::stop);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(TO_DRAIN_SECONDS);
        while (!isQuiet()) {
            trouble.check();
            if (System.nanoTime() > until) {
                throw new LoadFailed("tasks are still open after " + TO_DRAIN_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        trouble.check();
    }

    private boolean isQuiet() {
        return owners.stream().allMatch(Owner::hasEnded)
                && peers.stream().allMatch(peer -> peer.book().isQuiet());
    }

    /** Compares what the owners heard with what the ledger says now, by cooperation. */
    public List<CycleCheck> check() {
        List<CycleCheck> checks = new ArrayList<>();
        peersByCooperation.forEach((name, members) -> checks.add(CycleCheck.of(name, members)));
        return checks;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        peers.forEach(Peer::close);
    }
}
