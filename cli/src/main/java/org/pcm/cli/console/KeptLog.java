package org.pcm.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.FileHandler;
import java.util.logging.SimpleFormatter;
import picocli.CommandLine.Option;

/**
 * A server's log in files that replace each other, so that it never fills the disk. Java's own
 * {@link FileHandler} does it: the newest file's name ends in {@code .0}.
 */
public final class KeptLog {
    private static final int MIB = 20;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = {
                "Log what is going on to FILE.0; a full one becomes FILE.1, and so on",
                "(default: warnings alone, on standard error)."
            })
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--log-mib",
            paramLabel = "N",
            description = "When a log file is full (default: ${DEFAULT-VALUE}).")
    private int mib = 10;

    @Option(
            names = "--log-files",
            paramLabel = "N",
            description = "How many log files are kept (default: ${DEFAULT-VALUE}).")
    private int files = 5;

    /** Does a server's work, logging meanwhile if that was asked for. */
    public <T> T during(Callable<T> work) throws Exception {
        if (file.isEmpty()) {
            return work.call();
        }
        FileHandler handler = handler(file.get().toAbsolutePath());
        Logging.addTo(handler);
        try {
            return work.call();
        } finally {
            Logging.remove(handler);
        }
    }

    private FileHandler handler(Path named) throws IOException {
        if (mib < 1 || files < 2) {
            throw new Failure("--log-mib must be at least 1, --log-files at least 2");
        }
        Files.createDirectories(named.resolveSibling(""));
        FileHandler handler =
                new FileHandler(
                        named.toString().replace("%", "%%"), (long) mib << MIB, files, true);
        handler.setFormatter(new SimpleFormatter());
        return handler;
    }
}
