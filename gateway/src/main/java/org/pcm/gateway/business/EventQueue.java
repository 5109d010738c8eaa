package org.pcm.gateway.business;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.pcm.cooperation.Refusal;
import org.pcm.gateway.information.message.Arrival;
import org.pcm.gateway.information.message.Stored;

/**
 * The durable EventQueue (B2, B3, P6). An event's life: stored (fsynced, the sender may be told),
 * waiting in its lane, picked by the lane any number of times, and gone once its outcome is on the
 * ledger ({@link #settle}) or it was refused without reaching it ({@link #refuse}). What was stored
 * survives a crash; what was settled just before one may come back, and is settled again by asking
 * the ledger.
 */
public final class EventQueue implements AutoCloseable {
    /**
     * How much may wait.
     *
     * @param bytes all submissions together
     * @param bytesPerKey one key's submissions
     * @param segmentBytes size of a log file
     */
    public record Bounds(long bytes, long bytesPerKey, long segmentBytes) {
        /** 256 MiB, 64 MiB for one key, files of 16 MiB. */
        public static final Bounds DEFAULT = new Bounds(256L << 20, 64L << 20, 16L << 20);
    }

    private static final LaneQueue NO_LANE = new LaneQueue();

    private final Map<String, LaneQueue> lanes = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Stored>> waiting = new ConcurrentHashMap<>();
    private final Refusals refusals = new Refusals();
    private final AtomicLong numbers = new AtomicLong();
    private final Room room;
    private final QueueLog log;
    private volatile Consumer<String> onArrival = lane -> {};

    /** Opens the queue in {@code folder} with everything that waited when it was left. */
    public EventQueue(Path folder, Bounds bounds) throws IOException {
        room = new Room(bounds.bytes(), bounds.bytesPerKey());
        Map<Long, Arrival> left = new LinkedHashMap<>();
        log = new QueueLog(folder, bounds.segmentBytes(), entry -> recover(entry, left));
        left.forEach((number, arrival) -> restore(new Entry(number, arrival)));
    }

    private void recover(LogRecord entry, Map<Long, Arrival> left) {
        numbers.accumulateAndGet(entry.number() + 1, Math::max);
        switch (entry) {
            case LogRecord.Arrived a -> left.put(a.number(), a.arrival());
            case LogRecord.Settled s -> left.remove(s.number());
            case LogRecord.Refused r -> {
                left.remove(r.number());
                refusals.put(r.id(), r.refusal());
            }
        }
    }

    private void restore(Entry entry) {
        entry.markSafe();
        enter(entry);
        room.add(entry.arrival());
        waiting.put(entry.arrival().id(), CompletableFuture.completedFuture(Stored.SAFE));
    }

    /** Enters the event in its lane, which must not be forgotten in the same moment. */
    private boolean enter(Entry entry) {
        boolean[] entered = new boolean[1];
        lanes.compute(
                entry.arrival().lane(),
                (name, lane) -> {
                    LaneQueue queue = lane == null ? new LaneQueue() : lane;
                    entered[0] = queue.enter(entry);
                    return queue;
                });
        return entered[0];
    }

    private LaneQueue lane(String name) {
        return lanes.getOrDefault(name, NO_LANE);
    }

    /** Drops what is kept of a lane in which nothing waits; false when something does. */
    public boolean forget(String lane) {
        return lanes.computeIfPresent(lane, (name, queue) -> queue.isEmpty() ? null : queue)
                == null;
    }

    /** Calls {@code listener} with the lane's name whenever an event has entered it. */
    public void onArrival(Consumer<String> listener) {
        onArrival = listener;
    }

    /** Stores the event: {@link Stored#SAFE} once it is on the disk. Fails when the disk does. */
    public CompletableFuture<Stored> add(Arrival arrival) {
        CompletableFuture<Stored> answer = new CompletableFuture<>();
        CompletableFuture<Stored> earlier = waiting.putIfAbsent(arrival.id(), answer);
        if (earlier != null) {
            return earlier.thenApply(stored -> stored == Stored.SAFE ? Stored.ALREADY : stored);
        }
        Optional<Stored> refused = room.take(arrival);
        if (refused.isPresent()) {
            waiting.remove(arrival.id());
            answer.complete(refused.get());
        } else {
            store(new Entry(numbers.getAndIncrement(), arrival), answer);
        }
        return answer;
    }

    private void store(Entry entry, CompletableFuture<Stored> answer) {
        if (!enter(entry)) {
            leave(entry);
            answer.complete(Stored.SEQUENCE_TAKEN);
            return;
        }
        var unused =
                log.append(new LogRecord.Arrived(entry.number(), entry.arrival()))
                        .whenComplete((done, failure) -> stored(entry, failure, answer));
    }

    private void stored(
            Entry entry,
            @org.jspecify.annotations.Nullable Throwable failure,
            CompletableFuture<Stored> answer) {
        if (failure != null) {
            lane(entry.arrival().lane()).remove(entry);
            leave(entry);
            answer.completeExceptionally(failure);
            return;
        }
        refusals.remove(entry.arrival().id());
        entry.markSafe();
        answer.complete(Stored.SAFE);
        onArrival.accept(entry.arrival().lane());
    }

    private void leave(Entry entry) {
        room.free(entry.arrival());
        waiting.remove(entry.arrival().id());
    }

    /** Lanes that have had events since the start. */
    public Set<String> lanes() {
        return Set.copyOf(lanes.keySet());
    }

    public boolean isEmpty(String lane) {
        return lane(lane).isEmpty();
    }

    /** Whether this submission waits. */
    public boolean holds(String id) {
        return waiting.containsKey(id);
    }

    /** Why this submission was refused after it had been stored, if it was. */
    public Optional<Refusal> refusal(String id) {
        return refusals.get(id);
    }

    /**
     * What the lane may do next; nothing leaves the queue by it.
     *
     * @param chain of the lane's head, which gives the order
     * @param used a key's last used sequence on the ledger
     * @param admitted which events may go into the batch; a key's later ones wait with an earlier
     */
    public Pick pick(
            String lane,
            byte[] chain,
            ToLongFunction<String> used,
            BatchLimits limits,
            Predicate<Entry> admitted) {
        return lane(lane).pick(chain, used, limits, admitted);
    }

    /** Takes out events whose outcomes are on the ledger. */
    public void settle(Collection<Entry> entries) {
        for (Entry entry : entries) {
            lane(entry.arrival().lane()).remove(entry);
            leave(entry);
            var unused = log.append(new LogRecord.Settled(entry.number()));
        }
    }

    /** Takes out an event that never reached the ledger; completes once that is on the disk. */
    public CompletableFuture<Void> refuse(Entry entry, Refusal refusal) {
        String id = entry.arrival().id();
        return log.append(new LogRecord.Refused(entry.number(), id, refusal))
                .thenRun(() -> {
                    refusals.put(id, refusal);
                    lane(entry.arrival().lane()).remove(entry);
                    leave(entry);
                });
    }

    /** Whether the log can still be written. */
    public boolean healthy() {
        return log.healthy();
    }

    /** Writes out what is pending and closes the log. */
    @Override
    public void close() throws IOException {
        log.close();
    }

    /** Submissions waiting in all lanes. */
    public int size() {
        return waiting.size();
    }
}
