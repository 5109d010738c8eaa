package org.pcm.gateway.control;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pcm.gateway.business.EventQueue;
import org.pcm.gateway.information.port.Ledger;
import org.pcm.gateway.information.port.LedgerView;
import org.pcm.gateway.information.port.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes to the queue and lets each lane handle its events in order (A3, B4). A lane has a
 * worker from its first event, or from when it was seen on the ledger: any gateway may tick it.
 */
public final class EventProcessCenter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventProcessCenter.class);
    private static final long STOP_MILLIS = 60_000;

    private record Worker(Lane lane, Thread thread) {}

    private final Map<String, Worker> workers = new ConcurrentHashMap<>();
    private final EventQueue queue;
    private final Ledger ledger;
    private final LedgerView view;
    private final Waiting waiting;
    private final LaneOptions options;
    private final InstantSource clock;
    private volatile boolean closed;

    public EventProcessCenter(
            EventQueue queue,
            Ledger ledger,
            LedgerView view,
            Waiting waiting,
            LaneOptions options,
            InstantSource clock) {
        this.queue = queue;
        this.ledger = ledger;
        this.view = view;
        this.waiting = waiting;
        this.options = options;
        this.clock = clock;
    }

    /** Starts the lanes that have something waiting or are known from the ledger. */
    public void start() {
        queue.onArrival(this::wake);
        queue.lanes().forEach(this::wake);
        view.lanes().forEach(this::wake);
    }

    /** Something happened in this lane. */
    public void wake(String lane) {
        if (!closed) {
            workers.compute(lane, (name, worker) -> ring(worker == null ? begin(name) : worker));
        }
    }

    private static Worker ring(Worker worker) {
        worker.lane().ring();
        return worker;
    }

    /** A lane that nobody opened needs no worker once nothing waits in it; true: it has none. */
    private boolean leave(String lane) {
        Worker left =
                workers.computeIfPresent(
                        lane, (name, worker) -> queue.forget(name) ? null : worker);
        return left == null;
    }

    private Worker begin(String name) {
        Lane lane =
                new Lane(
                        name,
                        queue,
                        view,
                        new Sender(ledger, view),
                        new Settling(queue, view, waiting, options.gapMillis(), clock.millis()),
                        options,
                        clock,
                        () -> leave(name));
        return new Worker(lane, Thread.ofVirtual().name("lane-" + name).start(lane));
    }

    /** Ends every lane after the transaction it has in flight. */
    @Override
    public void close() {
        closed = true;
        workers.values().forEach(worker -> worker.lane().stop());
        for (Worker worker : workers.values()) {
            try {
                if (!worker.thread().join(Duration.ofMillis(STOP_MILLIS))) {
                    LOG.warn("{} does not end", worker.thread().getName());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
