package org.pcm.bench.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Offers that wait for an answer, handed out in portions of one submission each. */
final class OfferQueue {
    /** As an agent does: what comes up within a few milliseconds is answered together. */
    private static final long GATHER_MILLIS = 5;

    /** Most commands of a submission. */
    private static final int COMMANDS_MAX = 64;

    private final BlockingDeque<Offer> waiting = new LinkedBlockingDeque<>();
    private final int portion;

    /**
     * @param portion most tasks of a portion
     */
    OfferQueue(int portion) {
        this.portion = portion;
    }

    void add(Offer offer) {
        waiting.add(offer);
    }

    /** Waits for offers; the tasks of those that come together, a bounded number of them. */
    List<Offer> next() throws InterruptedException {
        List<Offer> together = new ArrayList<>();
        int room = portion;
        Offer offer = waiting.take();
        while (offer != null) {
            int count = Math.min(room, offer.tasks().size());
            if (count < offer.tasks().size()) {
                together.add(offer.first(count));
                waiting.addFirst(offer.after(count));
            } else {
                together.add(offer);
            }
            room -= count;
            offer = room > 0 && together.size() < COMMANDS_MAX ? soon() : null;
        }
        return Offer.merged(together);
    }

    private @Nullable Offer soon() throws InterruptedException {
        return waiting.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }
}
