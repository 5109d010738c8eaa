package org.pcm.participant.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.pcm.participant.information.PcmException;

/** Does the same to many things, some at a time. */
final class Parallel {

    private static final int AT_A_TIME = 16;

    private Parallel() {}

    /** The results in order; the first failure is thrown. */
    static <T, R> List<R> map(List<T> things, Function<T, R> work) {
        Semaphore turns = new Semaphore(AT_A_TIME);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> futures = new ArrayList<>();
            for (T thing : things) {
                turns.acquireUninterruptibly();
                futures.add(
                        threads.submit(() -> {
                            try {
                                return work.apply(thing);
                            } finally {
                                turns.release();
                            }
                        }));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(get(future));
            }
            return results;
        }
    }

    private static <R> R get(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PcmException.Unreachable("interrupted");
        }
    }
}
