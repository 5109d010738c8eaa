package org.pcm.cli.demo;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pcm.cli.console.Failure;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.http.EventStream;
import org.pcm.participant.information.http.Gateways;

/**
 * Follows the cooperation from its beginning, through every crash of the gateway, and lets others
 * wait for things to happen.
 */
final class Chronicle implements AutoCloseable {
    private final Tally tally = new Tally();
    private final EventStream stream;

    Chronicle(Gateways gateways) {
        stream = EventStream.ofLane(gateways, WordCount.COOPERATION, Cursor.START, this::add);
    }

    private synchronized void add(Notice notice) {
        if (notice instanceof Notice.Happened happened) {
            tally.add(happened.event());
            notifyAll();
        }
    }

    /** Asks the tally. */
    synchronized <T> T ask(Function<Tally, T> question) {
        return question.apply(tally);
    }

    /** Waits until something holds; {@link Failure} when it does not in time. */
    synchronized void await(String what, Duration patience, Predicate<Tally> holds)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!holds.test(tally)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new Failure("waited " + patience.toSeconds() + " s in vain for " + what);
            }
            wait(Math.max(1, left / 1_000_000));
        }
    }

    /** Listens no longer; the tally stands as it is. */
    Tally end() {
        stream.close();
        return tally;
    }

    @Override
    public void close() {
        stream.close();
    }
}
