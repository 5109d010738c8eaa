package org.pcm.gateway.business;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The queue's memory on disk: append-only segments, one thread that writes, one fsync for
 * everything that came while the last one ran. After a failed write or fsync nothing more is
 * accepted, because what the disk holds is then unknown; a restart reads what is really there.
 */
final class QueueLog implements AutoCloseable {
    private static final int GROUP_MAX = 4_096;

    /** A record on its way to the disk; an empty one wakes the writer to end. */
    private record Pending(ByteBuffer bytes, LogRecord entry, CompletableFuture<Void> safe) {}

    private final Path folder;
    private final long segmentBytesMax;
    private final BlockingQueue<Pending> pending = new LinkedBlockingQueue<>();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Map<Long, Long> liveBySegment = new HashMap<>(); // segment → events in the queue
    private final Map<Long, Long> segmentByNumber = new HashMap<>(); // event → segment
    private final Thread writer;
    private volatile boolean closing;
    private volatile boolean broken;

    /** Opens the folder's log and hands every whole record to {@code replay}, oldest first. */
    QueueLog(Path folder, long segmentBytesMax, Consumer<LogRecord> replay) throws IOException {
        this.folder = folder;
        this.segmentBytesMax = segmentBytesMax;
        Files.createDirectories(folder);
        recover(replay);
        writer = Thread.ofPlatform().name("event-queue-log").start(this::writeGroups);
    }

    private void recover(Consumer<LogRecord> replay) throws IOException {
        List<Long> indexes = Segment.indexes(folder);
        for (int i = 0; i < indexes.size(); i++) {
            Segment segment = Segment.open(folder, indexes.get(i));
            segments.addLast(segment);
            segment.replay(
                    i == indexes.size() - 1,
                    entry -> {
                        track(entry, segment.index());
                        replay.accept(entry);
                    });
        }
        if (segments.isEmpty()) {
            segments.addLast(Segment.open(folder, 0));
        }
        dropDone();
    }

    /** Completes once the record is on the disk; fails when it may not be. */
    CompletableFuture<Void> append(LogRecord entry) {
        CompletableFuture<Void> safe = new CompletableFuture<>();
        if (broken || closing) {
            safe.completeExceptionally(new IOException("the queue's log is closed"));
            return safe;
        }
        pending.add(new Pending(ByteBuffer.wrap(RecordCodec.encode(entry)), entry, safe));
        return safe;
    }

    boolean healthy() {
        return !broken;
    }

    private void writeGroups() {
        List<Pending> group = new ArrayList<>();
        while (!(closing && pending.isEmpty())) {
            try {
                group.add(pending.take());
                pending.drainTo(group, GROUP_MAX);
                group.removeIf(item -> !item.bytes().hasRemaining());
                write(group);
                group.forEach(item -> item.safe().complete(null));
            } catch (IOException | UncheckedIOException e) {
                broken = true;
                group.forEach(item -> item.safe().completeExceptionally(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closing = true;
            }
            group.clear();
        }
    }

    private void write(List<Pending> group) throws IOException {
        if (broken) {
            throw new IOException("an earlier write failed");
        }
        if (group.isEmpty()) {
            return;
        }
        Segment segment = writable();
        segment.append(group.stream().map(Pending::bytes).toArray(ByteBuffer[]::new));
        segment.sync();
        group.forEach(item -> track(item.entry(), segment.index()));
        dropDone();
    }

    private Segment writable() throws IOException {
        Segment newest = segments.getLast();
        if (newest.bytes() < segmentBytesMax) {
            return newest;
        }
        Segment next = Segment.open(folder, newest.index() + 1);
        segments.addLast(next);
        return next;
    }

    private void track(LogRecord entry, long segment) {
        switch (entry) {
            case LogRecord.Arrived a -> {
                segmentByNumber.put(a.number(), segment);
                liveBySegment.merge(segment, 1L, Long::sum);
            }
            case LogRecord.Settled s -> untrack(s.number());
            case LogRecord.Refused r -> untrack(r.number());
        }
    }

    private void untrack(long number) {
        Long segment = segmentByNumber.remove(number);
        if (segment != null) {
            liveBySegment.merge(segment, -1L, Long::sum);
        }
    }

    /** Oldest first only: a newer segment may hold the word that an older one's event is done. */
    private void dropDone() throws IOException {
        while (segments.size() > 1
                && liveBySegment.getOrDefault(segments.getFirst().index(), 0L) == 0L) {
            Segment done = segments.removeFirst();
            liveBySegment.remove(done.index());
            done.delete();
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        pending.add(
                new Pending(
                        ByteBuffer.allocate(0),
                        new LogRecord.Settled(-1),
                        new CompletableFuture<>()));
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Segment segment : segments) {
            segment.close();
        }
    }
}
