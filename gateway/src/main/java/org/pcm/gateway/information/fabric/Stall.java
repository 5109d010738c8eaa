package org.pcm.gateway.information.fabric;

import java.util.function.LongSupplier;

/**
 * Ends a block stream that brings nothing although a peer has spoken of a newer block: a peer that
 * hangs keeps its connection open, and nobody would notice for a long time.
 */
final class Stall {
    private static final long LOOK_MILLIS = 1_000;
    private static final int PATIENCE = 5;

    private final LongSupplier newestBlock;
    private final LongSupplier height;
    private final long lookMillis;

    /**
     * Compares two numbers, each second.
     *
     * @param newestBlock the highest block that anybody spoke of
     * @param height the next block that the stream should bring
     */
    Stall(LongSupplier newestBlock, LongSupplier height) {
        this(newestBlock, height, LOOK_MILLIS);
    }

    /** The same, looking as often as told. */
    Stall(LongSupplier newestBlock, LongSupplier height, long lookMillis) {
        this.newestBlock = newestBlock;
        this.height = height;
        this.lookMillis = lookMillis;
    }

    /** Watches one stream until it is closed. */
    Watch watch(Runnable end) {
        return new Watch(end);
    }

    /** One stream's watch. */
    final class Watch implements AutoCloseable {
        private final Runnable end;
        private final Thread thread;
        private volatile boolean struck;

        private Watch(Runnable end) {
            this.end = end;
            this.thread = Thread.ofVirtual().name("block-stream-watch").start(this::run);
        }

        private void run() {
            int looks = 0;
            long before = height.getAsLong();
            try {
                while (looks < PATIENCE) {
                    Thread.sleep(lookMillis);
                    long now = height.getAsLong();
                    looks = now == before && newestBlock.getAsLong() >= now ? looks + 1 : 0;
                    before = now;
                }
                struck = true;
                end.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Whether it ended the stream. */
        boolean struck() {
            return struck;
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
