package org.pcm.network.process;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pcm.network.folder.Ports;
import org.pcm.network.folder.Site;
import org.pcm.network.folder.Trees;

/**
 * A process of the network and how it is started. It outlives whoever started it, because it has a
 * session of its own, reads nothing and writes to a file.
 */
public final class NetworkProcess {
    private static final Duration LET_GO = Duration.ofSeconds(3);
    private static final int TOLD_LINES = 8;

    private final MarkedProcess marked;
    private final Launch launch;
    private final LogFile log;

    /**
     * @param name unique in its network
     */
    public NetworkProcess(String name, Site site, Launch launch) {
        this.launch = launch;
        this.marked = MarkedProcess.of(site, name);
        this.log = new LogFile(site.logs().resolve(name + ".log"));
    }

    public String name() {
        return marked.name();
    }

    /** How it is started. */
    public Launch launch() {
        return launch;
    }

    /** What it says. */
    public LogFile log() {
        return log;
    }

    /** Its id; empty when it does not run. */
    public OptionalLong pid() throws IOException {
        return marked.pid();
    }

    public boolean isRunning() throws IOException {
        return marked.pid().isPresent();
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
            if (!MarkedProcess.await(() -> Ports.isFree(port), LET_GO)) {
                throw new NetworkFailure(
                        "port " + port + " is taken, and " + name() + " is to listen there");
            }
        }
        Trees.make(marked.mark().resolveSibling(""));
        Trees.make(log.file().resolveSibling(""));
        Process process = builder().start();
        Optional<ProcessMark> mark = ProcessMark.of(process.pid());
        if (mark.isEmpty()) {
            throw endedAtOnce();
        }
        mark.get().write(marked.mark());
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
        Orphans.tell(builder, marked.mark());
        return builder;
    }

    /** What to say of it when it does not run and should. */
    public NetworkFailure endedAtOnce() throws IOException {
        return failure(name() + " has ended by itself");
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
        marked.stop();
    }

    /** Asks it to end, without waiting. */
    public void tellToStop() throws IOException {
        marked.tellToStop();
    }

    /** Ends it as {@code kill -9} does and waits until it is gone. */
    public void kill() throws IOException {
        marked.kill();
    }
}
