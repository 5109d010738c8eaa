package org.pcm.gateway.control;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.pcm.gateway.business.Entry;

/**
 * Finds the submission on which the contract breaks, so that it does not hold up its lane for ever.
 * After a batch on which it broke only that batch's submissions are sent, half of them at a time;
 * one that breaks alone is tried again after an empty batch that worked, and given up after {@value
 * #TRIES} failures. While empty batches fail too, the fault is not the submission's and nothing is
 * given up. Of one lane and used by its worker alone.
 */
final class Isolation {
    private static final int TRIES = 3;

    private Set<String> suspects = Set.of();
    private int failedAlone;
    private boolean tickNext;

    /** Whether one batch is known to hold what breaks the contract. */
    boolean isUnderWay() {
        return !suspects.isEmpty();
    }

    /** Whether an empty batch shall show now that the contract works without the suspect. */
    boolean wantsTick() {
        return tickNext;
    }

    /** Which submissions may be sent now. */
    Predicate<Entry> admitted() {
        return suspects.isEmpty() ? entry -> true : this::isSuspect;
    }

    private boolean isSuspect(Entry entry) {
        return suspects.contains(entry.arrival().id());
    }

    /** How much of what is ready to send: the first half of the suspects, the larger one. */
    List<Entry> narrow(List<Entry> ready) {
        return isUnderWay() ? ready.subList(0, (ready.size() + 1) / 2) : ready;
    }

    /** The suspects are settled in some way: send whatever is ready again. */
    void over() {
        suspects = Set.of();
        failedAlone = 0;
        tickNext = false;
    }

    /** The batch took effect; what worked is not suspected any more. */
    void worked(List<Entry> batch) {
        if (batch.isEmpty()) {
            tickNext = false;
        } else if (isUnderWay()) {
            Set<String> left = new HashSet<>(suspects);
            batch.forEach(entry -> left.remove(entry.arrival().id()));
            suspects = left;
            failedAlone = 0;
        }
    }

    /** The contract broke on the batch; the submission to give up, once that is certain. */
    Optional<Entry> broke(List<Entry> batch) {
        if (batch.size() != 1) {
            suspect(batch);
            return Optional.empty();
        }
        Set<String> alone = Set.of(batch.getFirst().arrival().id());
        failedAlone = alone.equals(suspects) ? failedAlone + 1 : 1;
        suspects = alone;
        tickNext = true;
        if (failedAlone < TRIES) {
            return Optional.empty();
        }
        over();
        return Optional.of(batch.getFirst());
    }

    /** An empty batch that fails says nothing about anybody, and takes back what was said. */
    private void suspect(List<Entry> batch) {
        failedAlone = 0;
        tickNext = false;
        if (!batch.isEmpty()) {
            suspects = new HashSet<>(batch.stream().map(entry -> entry.arrival().id()).toList());
        }
    }
}
