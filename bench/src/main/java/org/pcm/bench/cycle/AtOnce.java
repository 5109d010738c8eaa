package org.pcm.bench.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/** Does one thing for many, several at a time: what a thousand do one by one takes minutes. */
final class AtOnce {
    private static final int AT_A_TIME = 32;

    private AtOnce() {}

    /**
     * What {@code work} makes of 0 to {@code count - 1}, in order.
     *
     * @throws LoadFailed when it failed for one of them
     */
    static <T> List<T> each(int count, IntFunction<T> work) {
        Semaphore turns = new Semaphore(AT_A_TIME);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                futures.add(
                        threads.submit(() -> {
                            turns.acquire();
                            try {
                                return work.apply(number);
                            } finally {
                                turns.release();
                            }
                        }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new LoadFailed("the participants could not begin: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailed("interrupted");
        }
    }
}
