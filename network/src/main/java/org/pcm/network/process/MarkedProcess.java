package org.pcm.network.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.pcm.network.folder.Site;

/**
 * A process that somebody has started and marked: a file of its own says which one it is. So any
 * later command can find and end it, and none ends a stranger that happens to have its id.
 *
 * @param name unique in its network
 * @param mark the file
 */
public record MarkedProcess(String name, Path mark) {
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();
    private static final String DRAFT = ".draft";

    /** The one of that name in a network, whether it runs or not. */
    static MarkedProcess of(Site site, String name) {
        return new MarkedProcess(name, site.running().resolve(name));
    }

    /** All that were ever started there and not stopped, whatever they were for. */
    public static List<MarkedProcess> all(Site site) throws IOException {
        if (!Files.isDirectory(site.running())) {
            return List.of();
        }
        try (Stream<Path> marks = Files.list(site.running())) {
            return marks.map(mark -> mark.getFileName().toString())
                    .filter(name -> !name.endsWith(DRAFT))
                    .sorted()
                    .map(name -> of(site, name))
                    .toList();
        }
    }

    /** Asks all to end, then waits for each. */
    public static void stop(List<MarkedProcess> all) throws IOException {
        for (MarkedProcess process : all) {
            process.tellToStop();
        }
        for (MarkedProcess process : all) {
            process.stop();
        }
    }

    private Optional<ProcessMark> running() throws IOException {
        return ProcessMark.read(mark).filter(ProcessMark::runs);
    }

    /** Its id; empty when it does not run. */
    public OptionalLong pid() throws IOException {
        return running().map(mark -> OptionalLong.of(mark.pid())).orElse(OptionalLong.empty());
    }

    /** Asks it to end and waits until it has; one that does not is killed. Twice is harmless. */
    public void stop() throws IOException {
        Optional<ProcessMark> running = running();
        if (running.isPresent()) {
            handle(running.get()).ifPresent(ProcessHandle::destroy);
            if (!await(() -> !running.get().runs(), STOP)) {
                kill();
            }
        }
        Files.deleteIfExists(mark);
    }

    /** Asks it to end, without waiting. */
    public void tellToStop() throws IOException {
        running().flatMap(MarkedProcess::handle).ifPresent(ProcessHandle::destroy);
    }

    /** Ends it as {@code kill -9} does and waits until it is gone. */
    public void kill() throws IOException {
        Optional<ProcessMark> running = running();
        if (running.isPresent()) {
            handle(running.get()).ifPresent(ProcessHandle::destroyForcibly);
            if (!await(() -> !running.get().runs(), STOP)) {
                throw new NetworkFailure(name + " cannot be killed");
            }
        }
    }

    private static Optional<ProcessHandle> handle(ProcessMark mark) {
        return ProcessHandle.of(mark.pid());
    }

    /** Whether something comes true in time. */
    static boolean await(BooleanSupplier condition, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }
}
