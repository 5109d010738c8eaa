package org.pcm.gateway.information.index;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.pcm.gateway.information.message.Cursor;

/** Where a lane's batches stand, oldest first, and the place to wait for the next one. */
final class BatchLog {
    private static final int TRANSACTION_BITS = 17;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long[] places = new long[16];
    private int size;

    void add(long block, int transaction) {
        lock.lock();
        try {
            if (size == places.length) {
                places = Arrays.copyOf(places, 2 * size);
            }
            places[size++] = pack(block, transaction);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long pack(long block, int transaction) {
        return block << TRANSACTION_BITS | transaction;
    }

    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** The place of batch {@code i}; its item is 0. */
    Cursor at(int i) {
        lock.lock();
        try {
            long place = places[i];
            return new Cursor(
                    place >>> TRANSACTION_BITS, (int) (place & ((1 << TRANSACTION_BITS) - 1)), 0);
        } finally {
            lock.unlock();
        }
    }

    /** The first batch at or after the cursor's transaction. */
    int from(Cursor cursor) {
        lock.lock();
        try {
            int found =
                    Arrays.binarySearch(
                            places, 0, size, pack(cursor.block(), cursor.transaction()));
            return found >= 0 ? found : -found - 1;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until batch {@code i} is there; false when the time is over. */
    boolean await(int i, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (size <= i && left > 0) {
                left = grown.awaitNanos(left);
            }
            return size > i;
        } finally {
            lock.unlock();
        }
    }
}
