package org.pcm.network.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.pcm.network.folder.Ports;
import org.pcm.network.folder.Site;
import org.pcm.network.folder.Trees;

/**
 * A process of the network. It outlives whoever started it, because it has a session of its own,
 * reads nothing and writes to a file; a file of its own says which process it is. So any later
 * command can find it, and none ends a stranger that happens to have its id.
 */
public final class NetworkProcess {
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Duration LET_GO = Duration.ofSeconds(3);
    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();
    private static final int TOLD_LINES = 8;

    private final String name;
    private final Launch launch;
    private final Path markFile;
    private final LogFile log;

    /**
     * @param name unique in its network
     */
    public NetworkProcess(String name, Site site, Launch launch) {
        this.name = name;
        this.launch = launch;
        this.markFile = site.running().resolve(name);
        this.log = new LogFile(site.logs().resolve(name + ".log"));
    }

    public String name() {
        return name;
    }

    /** How it is started. */
    public Launch launch() {
        return launch;
    }

    /** What it says. */
    public LogFile log() {
        return log;
    }

    private Optional<ProcessMark> mark() throws IOException {
        return ProcessMark.read(markFile).filter(ProcessMark::runs);
    }

    /** Its id; empty when it does not run. */
    public OptionalLong pid() throws IOException {
        return mark().map(mark -> OptionalLong.of(mark.pid())).orElse(OptionalLong.empty());
    }

    public boolean isRunning() throws IOException {
        return mark().isPresent();
    }

    /**
     * Starts it, unless it runs. Ports that its forerunner, killed a moment ago, has not let go of
     * yet are waited for.
     *
     * @return whether it was started now
     * @throws NetworkFailure when a port it needs is taken
     */
    public boolean start() throws IOException {
        if (isRunning()) {
            return false;
        }
        for (int port : launch.ports()) {
            if (!await(() -> Ports.isFree(port), LET_GO)) {
                throw new NetworkFailure(
                        "port " + port + " is taken, and " + name + " is to listen there");
            }
        }
        Trees.make(markFile.resolveSibling(""));
        Trees.make(log.file().resolveSibling(""));
        Process process = builder().start();
        Optional<ProcessMark> mark = ProcessMark.of(process.pid());
        if (mark.isEmpty()) {
            throw endedAtOnce();
        }
        mark.get().write(markFile);
        return true;
    }

    private ProcessBuilder builder() {
        List<String> command = new ArrayList<>(OwnSession.prefix());
        command.addAll(launch.command());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(launch.folder().toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        Environment.set(builder, launch.environment());
        return builder;
    }

    /** What to say of it when it does not run and should. */
    public NetworkFailure endedAtOnce() throws IOException {
        return failure(name + " has ended by itself");
    }

    /** A failure that this process knows more of. */
    public NetworkFailure failure(String sentence) throws IOException {
        String lines = String.join("\n  ", log.lastLines(TOLD_LINES));
        return new NetworkFailure(
                sentence
                        + "; "
                        + (lines.isEmpty()
                                ? "its log is empty"
                                : "the last lines of its log:\n  " + lines));
    }

    /** Asks it to end and waits until it has; one that does not is killed. Twice is harmless. */
    public void stop() throws IOException {
        Optional<ProcessMark> mark = mark();
        if (mark.isPresent()) {
            handle(mark.get()).ifPresent(ProcessHandle::destroy);
            if (!await(() -> !mark.get().runs(), STOP)) {
                kill();
            }
        }
        Files.deleteIfExists(markFile);
    }

    /** Asks it to end, without waiting. */
    public void tellToStop() throws IOException {
        mark().flatMap(NetworkProcess::handle).ifPresent(ProcessHandle::destroy);
    }

    /** Ends it as {@code kill -9} does and waits until it is gone. */
    public void kill() throws IOException {
        Optional<ProcessMark> mark = mark();
        if (mark.isPresent()) {
            handle(mark.get()).ifPresent(ProcessHandle::destroyForcibly);
            if (!await(() -> !mark.get().runs(), STOP)) {
                throw new NetworkFailure(name + " cannot be killed");
            }
        }
    }

    private static Optional<ProcessHandle> handle(ProcessMark mark) {
        return ProcessHandle.of(mark.pid());
    }

    private static boolean await(BooleanSupplier condition, Duration atMost) {
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
