package org.pcm.cli.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pcm.cli.console.Failure;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/**
 * Another pcm process that serves: started, ready once it has told a line of JSON, stopped or
 * killed. It ends with this process, however that ends. What it logs goes into a file.
 */
public final class PcmProcess implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final List<String> JVM =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx512m");

    private final String name;
    private final Path log;
    private final Process process;
    private final CompletableFuture<String> firstLine = new CompletableFuture<>();

    private PcmProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        Thread.ofVirtual().name("output of " + name).start(this::read);
    }

    /**
     * Starts {@code pcm} with {@code arguments}.
     *
     * @param name for people
     * @param log appended to
     */
    public static PcmProcess start(String name, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.pcm.cli.Main"));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--json", "--until-exit-of", "" + ProcessHandle.current().pid()));
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        return new PcmProcess(name, log, process);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            if (line == null) {
                firstLine.completeExceptionally(new IOException(name + " ended at once"));
                return;
            }
            firstLine.complete(line);
            while (lines.readLine() != null) {
                // nothing more is expected; reading keeps the process from waiting for us
            }
        } catch (IOException e) {
            firstLine.completeExceptionally(e);
        }
    }

    /** Waits until it serves, and gives what it said then. */
    public JsonObject awaitReady() throws InterruptedException {
        try {
            return JsonObject.of(
                    name, Json.parse(firstLine.get(READY.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new Failure(name + " did not start; its log is " + log, e);
        }
    }

    /** Waits until it has ended by itself. */
    public void awaitExit() {
        process.onExit().join();
    }

    /** Ends it as {@code kill -9} does, without a word. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end and waits until it has; one that does not is killed. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
