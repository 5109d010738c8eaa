package org.pcm.gateway.control;

import java.util.List;
import java.util.Optional;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.gateway.business.Entry;
import org.pcm.gateway.business.EventQueue;
import org.pcm.gateway.information.message.Answer;
import org.pcm.gateway.information.port.LedgerView;
import org.pcm.gateway.information.port.Waiting;

/**
 * Takes events out of the queue: because the ledger has their outcome, or because it never will.
 */
final class Settling {
    private final EventQueue queue;
    private final LedgerView view;
    private final Waiting waiting;
    private final long gapMillis;
    private final long startedMillis;

    /**
     * For one lane.
     *
     * @param gapMillis how long an event waits for a lower sequence
     * @param startedMillis when the lane started: nothing can have come before that
     */
    Settling(
            EventQueue queue,
            LedgerView view,
            Waiting waiting,
            long gapMillis,
            long startedMillis) {
        this.queue = queue;
        this.view = view;
        this.waiting = waiting;
        this.gapMillis = gapMillis;
        this.startedMillis = startedMillis;
    }

    /** The batch is on the ledger: all of it leaves but what the contract had no room for. */
    void placed(List<Entry> batch) {
        settle(batch.stream().filter(entry -> isOver(entry, 0)).toList());
    }

    /**
     * Takes out events that are on the ledger by another way: another gateway, or this one before a
     * crash. Says whether there were any.
     */
    boolean known(List<Entry> entries) {
        List<Entry> over =
                entries.stream()
                        .filter(entry -> isOver(entry, entry.arrival().receivedMillis()))
                        .toList();
        settle(over);
        return !over.isEmpty();
    }

    /** Tells again who waits: somebody may have begun to wait after the block was read. */
    private void settle(List<Entry> entries) {
        queue.settle(entries);
        for (Entry entry : entries) {
            String id = entry.arrival().id();
            view.answer(id).ifPresent(answer -> waiting.tell(id, answer));
        }
    }

    /** An older outcome than the event may be of the same bytes, sent once before. */
    private boolean isOver(Entry entry, long sinceMillis) {
        return view.answer(entry.arrival().id())
                .filter(answer -> answer.clock() >= sinceMillis && !isBatchFull(answer))
                .isPresent();
    }

    private static boolean isBatchFull(Answer answer) {
        return answer.outcome() instanceof Outcome.Refused refused
                && refused.refusal().code() == RefusalCode.BATCH_FULL;
    }

    /** Events whose sequence is used up: by themselves, or by another submission. */
    void stale(List<Entry> entries) {
        for (Entry entry : entries) {
            if (view.answer(entry.arrival().id()).isPresent()) {
                settle(List.of(entry));
            } else {
                refuse(entry, RefusalCode.SEQUENCE_USED.because("another submission used it"));
            }
        }
    }

    /**
     * Refuses events that have waited long enough for a lower sequence; in how many milliseconds
     * the next one will have.
     */
    long refuseGaps(List<Entry> early, long nowMillis) {
        long next = Long.MAX_VALUE;
        for (Entry entry : early) {
            long left =
                    Math.max(entry.arrival().receivedMillis(), startedMillis)
                            + gapMillis
                            - nowMillis;
            if (left <= 0) {
                refuse(entry, RefusalCode.SEQUENCE_GAP.because("a lower number never came"));
                next = 0;
            } else {
                next = Math.min(next, left);
            }
        }
        return next;
    }

    /** An event on which the contract breaks, whatever comes before it. */
    void giveUp(Entry entry, String why) {
        refuse(entry, RefusalCode.CONTRACT_BROKE.because("the contract breaks on it: " + why));
    }

    private void refuse(Entry entry, Refusal refusal) {
        queue.refuse(entry, refusal).join();
        String id = entry.arrival().id();
        waiting.tell(id, new Answer(new Outcome.Refused(id, refusal), Optional.empty(), 0));
    }
}
