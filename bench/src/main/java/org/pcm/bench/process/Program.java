package org.pcm.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of ours in a JVM of its own, with this JVM's class path: started, ready, closed. It
 * ends when it is closed, and by itself when this JVM does, however that ends.
 */
public final class Program implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final long TO_STOP_SECONDS = 10;
    private static final int LAST_LINES = 5;

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<Facts> facts = new CompletableFuture<>();

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param name what people call it; its log is {@code <name>.log}
     * @param main calls {@link Standby#untilTheEnd} once it is ready
     * @param logs the folder for its log
     */
    public static Program start(
            String name, Class<?> main, List<String> jvm, List<String> arguments, Path logs)
            throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        line.addAll(jvm);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        line.addAll(arguments);
        Path log = logs.resolve(name + ".log");
        Process process =
                new ProcessBuilder(line)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        Program program = new Program(name, process, log);
        Thread.ofVirtual().name("output of " + name).start(program::read);
        return program;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter copy =
                        new PrintWriter(
                                Files.newBufferedWriter(log.resolveSibling(name + ".out")), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Facts.in(line).ifPresent(facts::complete);
                copy.println(line);
            }
        } catch (IOException e) {
            facts.completeExceptionally(e);
        }
        facts.completeExceptionally(new IOException(name + " ended" + lastLines()));
    }

    /**
     * Waits until the program is ready.
     *
     * @throws IOException when it ends or takes too long; the message holds its last words
     */
    public Facts awaitReady() throws IOException, InterruptedException {
        try {
            return facts.get(TO_START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(why(e), e);
        } catch (TimeoutException e) {
            throw new IOException(
                    name + " was not ready in " + TO_START.toSeconds() + " s" + lastLines(), e);
        }
    }

    private static String why(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return String.valueOf(cause == null ? failed.getMessage() : cause.getMessage());
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            return ": " + String.join(" | ", last);
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether it still runs. */
    public boolean running() {
        return process.isAlive();
    }

    /** Its id. */
    public long pid() {
        return process.pid();
    }

    /** Has it stop by itself, and ends it when it does not. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (process.waitFor(TO_STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
