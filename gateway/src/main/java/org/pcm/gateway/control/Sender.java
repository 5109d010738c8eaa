package org.pcm.gateway.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.pcm.gateway.business.Entry;
import org.pcm.gateway.information.port.Fate;
import org.pcm.gateway.information.port.Ledger;
import org.pcm.gateway.information.port.LedgerUnreachable;
import org.pcm.gateway.information.port.LedgerView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one lane's batches on the ledger, one at a time. What a client must not see ends here:
 * conflicts, lost replies, a peer that is away for a while.
 */
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final String SUBMIT = "submit";
    private static final long PAUSE_MILLIS_MIN = 20;
    private static final long PAUSE_MILLIS_MAX = 2_000;
    private static final long READ_MILLIS = 10_000;
    private static final int ASKED_MAX = 3;

    private final Ledger ledger;
    private final LedgerView view;
    private long pauseMillis = PAUSE_MILLIS_MIN;

    Sender(Ledger ledger, LedgerView view) {
        this.ledger = ledger;
        this.view = view;
    }

    /**
     * Waits until everything that the ledger holds of this lane now has been read. After a crash
     * that may be more than this gateway remembers.
     */
    void catchUp(String lane, BooleanSupplier stopping) throws InterruptedException {
        while (!stopping.getAsBoolean()) {
            try {
                long version = ledger.version(lane);
                while (view.head(lane).version() < version && !stopping.getAsBoolean()) {
                    Thread.sleep(PAUSE_MILLIS_MIN);
                }
                return;
            } catch (LedgerUnreachable e) {
                LOG.info("lane {} waits for the ledger: {}", lane, e.getMessage());
                pause();
            }
        }
    }

    /**
     * Sends one batch and waits until its block has been read. Unless it took effect, nothing of it
     * did or it is not known, and the lane makes its next batch from what the ledger then says.
     */
    Fate send(String lane, List<Entry> batch) throws InterruptedException {
        List<String> arguments = new ArrayList<>(batch.size() + 1);
        arguments.add(lane);
        batch.forEach(entry -> arguments.add(entry.arrival().jws()));
        Fate fate = ledger.submit(SUBMIT, arguments);
        for (int asked = 0; fate instanceof Fate.Unknown u && asked < ASKED_MAX; asked++) {
            LOG.info("lane {}: asking again for {}: {}", lane, u.transactionId(), u.why());
            pause();
            fate = ledger.ask(u.transactionId());
        }
        read(lane, fate, batch.size());
        return fate;
    }

    private void read(String lane, Fate fate, int size) throws InterruptedException {
        switch (fate) {
            case Fate.Committed c -> {
                awaitBlock(c.block());
                pauseMillis = PAUSE_MILLIS_MIN;
            }
            case Fate.Invalid v -> {
                LOG.debug("lane {}: {} is void: {}", lane, v.transactionId(), v.code());
                awaitBlock(v.block());
                if (v.conflict()) {
                    Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS_MIN));
                } else {
                    LOG.warn("lane {}: a transaction was invalid: {}", lane, v.code());
                    pause();
                }
            }
            case Fate.NotSent n -> {
                LOG.info("lane {}: not endorsed: {}", lane, n.why());
                if (n.contractBroke() && size > 1) {
                    Thread.sleep(PAUSE_MILLIS_MIN); // the next batch is a smaller one
                } else {
                    pause();
                }
            }
            case Fate.Unknown u -> {
                LOG.warn("lane {}: nobody knows {}: {}", lane, u.transactionId(), u.why());
                pause();
            }
        }
    }

    private void awaitBlock(long block) throws InterruptedException {
        while (!view.await(block, READ_MILLIS)) {
            LOG.info("waiting for block {}", block);
        }
    }

    private void pause() throws InterruptedException {
        Thread.sleep(pauseMillis);
        pauseMillis = Math.min(PAUSE_MILLIS_MAX, 2 * pauseMillis);
    }
}
