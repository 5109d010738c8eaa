package org.pcm.network.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run to its end.
 *
 * @param environment besides what this process has itself
 */
public record Command(List<String> line, Map<String, String> environment) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TOLD_LINES = 8;

    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /**
     * What it came to.
     *
     * @param output all it wrote
     */
    public record Ended(int code, String output) {
        public boolean done() {
            return code == 0;
        }

        /** The end of what it wrote, for people. */
        public String lastLines() {
            List<String> lines = output.strip().lines().toList();
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
        }
    }

    /** Runs it; one that takes too long is killed. */
    public Ended run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        Environment.set(builder, environment);
        Process process = builder.start();
        process.getOutputStream().close();
        Thread guard = Thread.ofVirtual().start(() -> killWhenLate(process));
        try (InputStream in = process.getInputStream()) {
            String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } finally {
            guard.interrupt();
            process.destroyForcibly();
        }
    }

    private static void killWhenLate(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs it; the failure says what it was for. */
    public String mustRun(String what) throws IOException, InterruptedException {
        Ended ended = run();
        if (!ended.done()) {
            throw new NetworkFailure(what + " failed:\n" + ended.lastLines());
        }
        return ended.output();
    }
}
