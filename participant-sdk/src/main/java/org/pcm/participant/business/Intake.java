package org.pcm.participant.business;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.pcm.participant.information.Notice;

/**
 * Carries notices from a stream into the queue, as many in one write as have come since the last:
 * one fsync for a burst instead of one each. What is lost between stream and disk in a crash is
 * read again, since the cursor was not moved either.
 */
public final class Intake implements Consumer<Notice>, AutoCloseable {

    private static final int WAITING_MAX = 4_096;
    private static final int TOGETHER_MAX = 512;

    private final BlockingQueue<Notice> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final ConsumptionQueue queue;
    private final Thread thread;

    /** Starts to fill {@code queue}. */
    public Intake(ConsumptionQueue queue) {
        this.queue = queue;
        this.thread = Thread.ofVirtual().name("intake").start(this::run);
    }

    /** Takes a notice; waits while too many wait for the disk. */
    @Override
    public void accept(Notice notice) {
        try {
            waiting.put(notice);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                List<Notice> together = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(together, TOGETHER_MAX - 1);
                queue.put(together);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
