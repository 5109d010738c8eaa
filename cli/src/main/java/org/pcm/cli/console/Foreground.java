package org.pcm.cli.console;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/**
 * Keeps a server running until the process is told to stop (SIGTERM, SIGINT), or until the process
 * that wants it is gone, and closes it then, whole and once.
 */
public final class Foreground {
    @Option(
            names = "--until-exit-of",
            paramLabel = "PID",
            hidden = true,
            description = "Stop when that process ends, however it does.")
    private Optional<Long> master = Optional.empty();

    /** Waits to be told, then closes {@code server}. */
    public void serve(AutoCloseable server) throws Exception {
        serve(server, new CountDownLatch(1)::await);
    }

    /**
     * As {@link #serve(AutoCloseable)}; also ends when {@code work}, which waits for the server's
     * own end, returns.
     */
    public void serve(AutoCloseable server, Wait work) throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    told.countDown();
                                    await(closed::await);
                                },
                                "stop"));
        master.ifPresent(pid -> Thread.ofVirtual().start(() -> whenGone(pid, told::countDown)));
        Thread.ofVirtual()
                .start(() -> {
                    await(work);
                    told.countDown();
                });
        try (server) {
            told.await();
        } finally {
            closed.countDown();
        }
    }

    private static void whenGone(long pid, Runnable then) {
        ProcessHandle.of(pid).map(ProcessHandle::onExit).ifPresent(CompletableFuture::join);
        then.run();
    }

    /** Something to wait for. */
    @FunctionalInterface
    public interface Wait {
        /** Returns when it has come. */
        void forIt() throws InterruptedException;
    }

    private static void await(Wait wait) {
        try {
            wait.forIt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
