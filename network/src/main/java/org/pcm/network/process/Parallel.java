package org.pcm.network.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The same work for all organisations at a time. */
public final class Parallel {
    private Parallel() {}

    /** Work for one organisation. */
    @FunctionalInterface
    public interface Work {
        void forOrganisation(int number) throws IOException, InterruptedException;
    }

    /**
     * Does it for organisations 1 to {@code count}; all are waited for, the first failure tells.
     */
    public static void each(int count, Work work) throws IOException, InterruptedException {
        List<Callable<Void>> tasks =
                IntStream.rangeClosed(1, count)
                        .<Callable<Void>>mapToObj(number -> () -> done(work, number))
                        .toList();
        List<Future<Void>> ended = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ended.addAll(threads.invokeAll(tasks));
        }
        for (Future<Void> one : ended) {
            outcome(one);
        }
    }

    @SuppressWarnings("NullAway") // Void has no other value
    private static Void done(Work work, int number) throws IOException, InterruptedException {
        work.forOrganisation(number);
        return null;
    }

    private static void outcome(Future<Void> one) throws IOException, InterruptedException {
        try {
            one.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException mistake -> throw mistake;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
