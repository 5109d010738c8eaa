package org.pcm.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same to several things at a time. */
final class Together {
    private Together() {}

    /** Something that can fail. */
    @FunctionalInterface
    interface Deed<T> {
        void to(T thing) throws IOException, InterruptedException;
    }

    /** Returns when all is done; throws what failed first, in the order given. */
    static <T> void each(Collection<T> things, Deed<? super T> deed)
            throws IOException, InterruptedException {
        List<Callable<Boolean>> deeds = new ArrayList<>();
        for (T thing : things) {
            deeds.add(() -> {
                deed.to(thing);
                return true;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : threads.invokeAll(deeds)) {
                done.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
