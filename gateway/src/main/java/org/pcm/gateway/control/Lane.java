package org.pcm.gateway.control;

import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.pcm.gateway.business.Entry;
import org.pcm.gateway.business.EventQueue;
import org.pcm.gateway.business.Pick;
import org.pcm.gateway.information.message.LaneHead;
import org.pcm.gateway.information.port.Fate;
import org.pcm.gateway.information.port.LedgerView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane's worker (A3, B4). It takes whatever queued while its last transaction was in flight,
 * has one transaction in flight, and sends an empty one where the lane's head says that something
 * is due. Every transaction of a lane reads and writes the lane's head, so of two that start from
 * the same head only one can take effect: whatever became of an earlier one, making the next from
 * the ledger's state is safe.
 */
final class Lane implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final long IDLE_MILLIS = 60_000;
    private static final int BUSY_LINGERS = 4;
    private static final long BROKEN_MILLIS = 1_000;

    private final String name;
    private final EventQueue queue;
    private final LedgerView view;
    private final Sender sender;
    private final Settling settling;
    private final LaneOptions options;
    private final InstantSource clock;
    private final Ticks ticks;
    private final Isolation isolation = new Isolation();
    private final BooleanSupplier leaving;
    private final Bell bell = new Bell();
    private long lastSentMillis;
    private volatile boolean stopping;

    /**
     * A lane's worker.
     *
     * @param leaving asked when there is nothing to do in a lane that was never opened; true: end
     */
    Lane(
            String name,
            EventQueue queue,
            LedgerView view,
            Sender sender,
            Settling settling,
            LaneOptions options,
            InstantSource clock,
            BooleanSupplier leaving) {
        this.name = name;
        this.queue = queue;
        this.view = view;
        this.sender = sender;
        this.settling = settling;
        this.options = options;
        this.clock = clock;
        this.leaving = leaving;
        this.ticks = new Ticks(options.tickJitterMillis());
    }

    /** Something changed: look again. */
    void ring() {
        bell.ring();
    }

    /** Ends after the transaction in flight. */
    void stop() {
        stopping = true;
        bell.ring();
    }

    @Override
    public void run() {
        try {
            if (!queue.isEmpty(name)) {
                sender.catchUp(name, () -> stopping);
            }
            while (!stopping) {
                survivingTurn();
            }
        } catch (InterruptedException e) {
            LOG.debug("lane {} was interrupted", name);
        }
    }

    /** A turn that breaks, on a full disk perhaps, is not the lane's end. */
    private void survivingTurn() throws InterruptedException {
        try {
            turn();
        } catch (RuntimeException e) {
            LOG.error("lane {} goes on in {} ms", name, BROKEN_MILLIS, e);
            bell.sleep(BROKEN_MILLIS);
        }
    }

    private void turn() throws InterruptedException {
        if (isolation.wantsTick()) {
            send(List.of());
            return;
        }
        Pick pick = pick();
        long gapMillis = settling.refuseGaps(pick.early(), clock.millis());
        if (!pick.batch().isEmpty()) {
            send(isolation.narrow(linger(pick).batch()));
        } else if (isolation.isUnderWay()) {
            isolation.over();
        } else if (isNowhere() && leaving.getAsBoolean()) {
            stopping = true;
        } else {
            rest(gapMillis);
        }
    }

    /** Whether nobody has opened this lane, and nobody is about to. */
    private boolean isNowhere() {
        return view.head(name).version() == LaneHead.NONE.version() && queue.isEmpty(name);
    }

    /** Sleeps until there may be something to do, or sends the tick that is due. */
    private void rest(long gapMillis) throws InterruptedException {
        long tickMillis = ticks.inMillis(view.head(name), clock.millis());
        if (tickMillis <= 0) {
            send(List.of());
        } else {
            bell.sleep(Math.min(Math.min(gapMillis, tickMillis), IDLE_MILLIS));
        }
    }

    /** What is ready, without anything whose outcome is known already. */
    private Pick pick() {
        while (true) {
            Pick pick =
                    queue.pick(
                            name,
                            view.head(name).chain(),
                            kid -> view.used(name, kid),
                            options.limits(),
                            isolation.admitted());
            settling.stale(pick.stale());
            if (!settling.known(pick.batch())) {
                return pick;
            }
        }
    }

    /** A lane that was busy a moment ago waits a little, so that small batches become fewer. */
    private Pick linger(Pick first) throws InterruptedException {
        Pick pick = first;
        long untilMillis = clock.millis() + options.lingerMillis();
        boolean busy = clock.millis() - lastSentMillis < BUSY_LINGERS * options.lingerMillis();
        while (busy
                && !isolation.isUnderWay()
                && !pick.full()
                && !stopping
                && clock.millis() < untilMillis) {
            bell.sleep(untilMillis - clock.millis());
            pick = pick();
        }
        return pick;
    }

    private void send(List<Entry> batch) throws InterruptedException {
        Fate fate = sender.send(name, batch);
        if (fate instanceof Fate.Committed) {
            settling.placed(batch);
            isolation.worked(batch);
        } else if (fate instanceof Fate.NotSent(String why, boolean broke) && broke) {
            isolation.broke(batch).ifPresent(entry -> settling.giveUp(entry, why));
        }
        lastSentMillis = clock.millis();
        ticks.sent(view.head(name), lastSentMillis);
    }
}
