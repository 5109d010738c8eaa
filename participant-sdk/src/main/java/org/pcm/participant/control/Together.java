package org.pcm.participant.control;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Does the same to many things, some at a time; returns when all is done. */
final class Together {

    private static final int AT_A_TIME = 16;

    private Together() {}

    static <T> void forEach(List<T> things, Consumer<T> work) {
        if (things.size() == 1) {
            work.accept(things.getFirst());
            return;
        }
        Semaphore turns = new Semaphore(AT_A_TIME);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T thing : things) {
                turns.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        work.accept(thing);
                    } finally {
                        turns.release();
                    }
                });
            }
        }
    }
}
