package org.pcm.bench.cycle;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** When an owner submits its next tasks. */
sealed interface Pace {
    /**
     * Waits for the moment, or for {@link #hurry}.
     *
     * @return when the submission was due, {@link System#nanoTime}: latency counts from then, also
     *     if the load generator is late itself
     */
    long await(int tasks) throws InterruptedException;

    /** Tasks have ended. */
    void ended(int tasks);

    /** No need to wait any more: the owner is about to stop. */
    void hurry();

    /** As fast as it goes with a bounded number of unfinished tasks. */
    record Bounded(Semaphore room) implements Pace {
        /** Far more than any job has. */
        private static final int ENOUGH = 1 << 20;

        static Bounded of(int tasksInFlight) {
            return new Bounded(new Semaphore(tasksInFlight, true));
        }

        @Override
        public long await(int tasks) throws InterruptedException {
            room.acquire(tasks);
            return System.nanoTime();
        }

        @Override
        public void ended(int tasks) {
            room.release(tasks);
        }

        @Override
        public void hurry() {
            room.release(ENOUGH);
        }
    }

    /** At a steady rate, whatever becomes of them. */
    final class Steady implements Pace {
        private final CountDownLatch hurry = new CountDownLatch(1);
        private final double nanosPerTask;
        private double nextNanos;

        /**
         * @param tasksPerSecond how many tasks a second this owner submits
         * @param delayNanos how long it waits before its first, so that not all owners go at once
         */
        Steady(double tasksPerSecond, double delayNanos) {
            nanosPerTask = TimeUnit.SECONDS.toNanos(1) / tasksPerSecond;
            nextNanos = System.nanoTime() + delayNanos;
        }

        @Override
        public long await(int tasks) throws InterruptedException {
            long due = (long) nextNanos;
            nextNanos += nanosPerTask * tasks;
            boolean hurried = hurry.await(due - System.nanoTime(), TimeUnit.NANOSECONDS);
            return hurried ? System.nanoTime() : due;
        }

        @Override
        public void ended(int tasks) {
            // a steady pace asks for nobody's leave
        }

        @Override
        public void hurry() {
            hurry.countDown();
        }
    }
}
