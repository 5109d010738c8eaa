package org.pcm.cli.requirements;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.http.EventStream;
import org.pcm.participant.information.http.Gateways;

/** Everything that a lane's stream has told since the lane began, in order. */
final class LaneLog implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(180);

    private final List<Notice> notices = new ArrayList<>();
    private final EventStream stream;

    LaneLog(Gateways gateways, String lane) {
        this(listener -> EventStream.ofLane(gateways, lane, Cursor.START, listener));
    }

    /** A log of any stream. */
    LaneLog(Function<Consumer<Notice>, EventStream> start) {
        stream = start.apply(this::add);
    }

    private synchronized void add(Notice notice) {
        notices.add(notice);
        notifyAll();
    }

    /** The lane's version as far as it was told. */
    synchronized long version() {
        return notices.isEmpty() ? 0 : notices.getLast().version();
    }

    synchronized List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** Every event of a kind so far, in order. */
    <T extends Event> List<T> events(Class<T> kind) {
        return notices().stream()
                .filter(Notice.Happened.class::isInstance)
                .map(notice -> ((Notice.Happened) notice).event())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Waits for an event of a kind. */
    <T extends Event> T await(Class<T> kind, Predicate<T> which) {
        return kind.cast(((Notice.Happened) awaitNotice(kind, which)).event());
    }

    /** Waits for the notice of an event of a kind. */
    <T extends Event> Notice awaitNotice(Class<T> kind, Predicate<T> which) {
        return awaitAny(
                kind.getSimpleName(),
                notice ->
                        notice instanceof Notice.Happened happened
                                && kind.isInstance(happened.event())
                                && which.test(kind.cast(happened.event())));
    }

    /** Waits for the outcome of a submission, by its id. */
    Outcome awaitOutcome(String id) {
        Notice answered =
                awaitAny(
                        "the outcome of " + id,
                        notice ->
                                notice instanceof Notice.Answered answer
                                        && answer.outcome().id().equals(id));
        return ((Notice.Answered) answered).outcome();
    }

    private synchronized Notice awaitAny(String what, Predicate<Notice> which) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Optional<Notice> found = notices.stream().filter(which).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Assertions.fail("waited in vain for %s; there is %s", what, notices);
            }
            try {
                wait(Math.max(1, left / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Assertions.fail("interrupted while waiting for %s", what);
            }
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
