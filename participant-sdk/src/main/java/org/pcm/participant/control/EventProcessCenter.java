package org.pcm.participant.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcm.cooperation.event.Event;
import org.pcm.participant.business.ConsumptionQueue;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.JobOrigin;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.OfferCheck;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.sqlite.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls notices from one cooperation's queue, in order (B10), and has each handled once: what
 * follows from it and that it is handled are one transaction. An offer, a granted grab, a gang's
 * start or an acceptance that this memory knows no answer for is checked on the ledger itself
 * first; one that is not there is passed over.
 */
public final class EventProcessCenter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(EventProcessCenter.class);
    private static final int TOGETHER_MAX = 256;
    private static final long LOOK_MILLIS = 1_000;

    /** How long a gateway may lag behind the one that told of an offer; then nobody has it. */
    private static final long LAG_MILLIS = 60_000;

    private final Database database;
    private final ConsumptionQueue queue;
    private final AttemptEvents events;
    private final OfferCheck check;
    private final Decisions decisions;
    private final Grabs grabs;
    private final String cooperation;
    private final Runnable afterwards;
    private Cursor missing = Cursor.START;
    private long missingSinceNanos;

    /**
     * @param afterwards told after each round that attempts may have changed
     */
    public EventProcessCenter(
            String cooperation,
            Database database,
            ConsumptionQueue queue,
            AttemptEvents events,
            OfferCheck check,
            Decisions decisions,
            Grabs grabs,
            Runnable afterwards) {
        this.cooperation = cooperation;
        this.database = database;
        this.queue = queue;
        this.events = events;
        this.check = check;
        this.decisions = decisions;
        this.grabs = grabs;
        this.afterwards = afterwards;
    }

    /** Works until its thread is interrupted. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() throws InterruptedException {
        try {
            List<Notice> notices = queue.pull(TOGETHER_MAX);
            handle(notices);
            boolean decided = decisions.decide();
            decided |= grabs.look();
            if (!notices.isEmpty() || decided) {
                afterwards.run();
            }
            if (notices.isEmpty()) {
                queue.await(LOOK_MILLIS);
            }
        } catch (PcmException.Unreachable e) {
            LOG.warn("{}: waiting for a gateway: {}", cooperation, e.getMessage());
            queue.await(LOOK_MILLIS);
        } catch (RuntimeException e) {
            LOG.error("{}: handling goes on after an error", cooperation, e);
            queue.await(LOOK_MILLIS);
        }
    }

    private void handle(List<Notice> notices) {
        List<Notice> sound = new ArrayList<>();
        Map<Long, JobOrigin> origins = new HashMap<>();
        for (Notice notice : notices) {
            if (isSound(notice, origins)) {
                sound.add(notice);
            }
        }
        database.inTransaction(() -> {
            origins.forEach(events::owned);
            sound.forEach(events::apply);
            notices.forEach(queue::handled);
        });
        if (!notices.isEmpty()) {
            events.read(notices.getLast());
            notices.forEach(grabs::told);
        }
    }

    /** Checks what makes this member begin something; keeps what is to be known of its job. */
    private boolean isSound(Notice notice, Map<Long, JobOrigin> origins) {
        if (!(notice instanceof Notice.Happened happened)
                || !(happened.event() instanceof Event.OfJob of)
                || !events.needsProof(of, origins.keySet())) {
            return true;
        }
        Optional<JobOrigin> origin = origin(happened);
        origin.ifPresent(known -> origins.put(of.job(), known));
        if (origin.isEmpty()) {
            LOG.error(
                    "{}: what is said to lie at {} is not on the ledger; the gateway made it up",
                    cooperation,
                    notice.cursor());
        }
        return origin.isPresent();
    }

    /**
     * A block that the gateways do not have may come; but nobody can make the agent wait for ever.
     */
    private Optional<JobOrigin> origin(Notice.Happened offer) {
        try {
            return check.origin(cooperation, offer);
        } catch (PcmException.Refused e) {
            if (!missing.equals(offer.cursor())) {
                missing = offer.cursor();
                missingSinceNanos = System.nanoTime();
            }
            if (System.nanoTime() - missingSinceNanos > LAG_MILLIS * 1_000_000) {
                return Optional.empty();
            }
            throw new PcmException.Unreachable(
                    "no gateway has block " + missing.block() + " yet: " + e.getMessage());
        }
    }
}
