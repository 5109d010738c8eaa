package org.pcm.participant.information;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * An outbox that forgets with its process: for load generators and tests whose keys live no longer
 * than they do.
 */
public final class MemoryOutbox implements Outbox {

    private final Map<LaneKey, Long> last = new HashMap<>();
    private final Map<LaneKey, SortedMap<Long, SignedSubmission>> kept = new HashMap<>();

    @Override
    public synchronized SignedSubmission next(
            LaneKey key, LongSupplier used, LongFunction<SignedSubmission> sign) {
        Long before = last.get(key);
        long number = (before == null ? used.getAsLong() : before) + 1;
        SignedSubmission submission = sign.apply(number);
        last.put(key, number);
        of(key).put(number, submission);
        return submission;
    }

    @Override
    public synchronized long last(LaneKey key) {
        return last.getOrDefault(key, 0L);
    }

    @Override
    public synchronized List<SignedSubmission> open(LaneKey key) {
        return List.copyOf(of(key).values());
    }

    @Override
    public synchronized void settle(SignedSubmission submission) {
        of(submission.key()).remove(submission.sequence());
    }

    @Override
    public synchronized void replace(SignedSubmission fresh) {
        of(fresh.key()).put(fresh.sequence(), fresh);
    }

    @Override
    public synchronized void release(SignedSubmission submission) {
        settle(submission);
        last.computeIfPresent(
                submission.key(),
                (key, number) -> number == submission.sequence() ? number - 1 : number);
    }

    @Override
    public synchronized void skipTo(LaneKey key, long used) {
        last.merge(key, used, Math::max);
    }

    private Map<Long, SignedSubmission> of(LaneKey key) {
        return kept.computeIfAbsent(key, k -> new TreeMap<>());
    }
}
