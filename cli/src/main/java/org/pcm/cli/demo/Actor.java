package org.pcm.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pcm.cli.process.PcmProcess;
import org.pcm.participant.json.JsonObject;

/** A process of the demo: it can be killed, and started again as it was. */
final class Actor implements Killable, AutoCloseable {
    private final String name;
    private final Path log;
    private String[] arguments;
    private @Nullable PcmProcess process;

    Actor(String name, Path logs, String... arguments) {
        this.name = name;
        this.log = logs.resolve(name + ".log");
        this.arguments = arguments;
    }

    /** Starts the process; it need not be ready yet. */
    synchronized PcmProcess start() throws IOException {
        PcmProcess started = PcmProcess.start(name, log, arguments);
        process = started;
        return started;
    }

    /** Starts the process and waits for what it says when it is ready. */
    JsonObject begin() throws IOException, InterruptedException {
        return start().awaitReady();
    }

    @Override
    public void revive() throws IOException, InterruptedException {
        begin();
    }

    /** The arguments of every later start. */
    synchronized void nextTime(String... newArguments) {
        arguments = newArguments;
    }

    @Override
    public synchronized void kill() throws InterruptedException {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.close();
        }
    }
}
