package org.pcm.participant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Speaks to an agent of this machine through its work folder. */
public final class AgentControl {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final long LOOK_MILLIS = 50;

    private final Path work;

    /** Control over the agent that works in {@code work}. */
    public AgentControl(Path work) {
        this.work = work;
    }

    /** Whether an agent works there now. */
    public boolean isRunning() throws IOException {
        return WorkFolder.isHeld(work);
    }

    /** What the agent wrote last; empty when none ever worked there. */
    public Optional<AgentStatus> status() throws IOException {
        return WorkFolder.status(work);
    }

    /**
     * Has the agent pause, go on or drain, and waits until it does.
     *
     * @throws IOException when no agent works there, or it does not answer
     */
    public AgentStatus order(Mode mode) throws IOException {
        if (!isRunning()) {
            throw new IOException("no agent works in " + work + "; start one with its site file");
        }
        WorkFolder.order(work, mode);
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (System.nanoTime() < deadline) {
            Optional<AgentStatus> status = status();
            if (status.isPresent() && (status.get().mode() == mode || !isRunning())) {
                return status.get();
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted");
            }
        }
        throw new IOException("the agent in " + work + " does not answer");
    }
}
