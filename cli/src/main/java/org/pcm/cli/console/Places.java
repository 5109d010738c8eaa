package org.pcm.cli.console;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where pcm keeps what it is not told a place for: {@code PCM_HOME}, else {@code .pcm} in the
 * current folder.
 */
public final class Places {
    private Places() {}

    /** A file or folder there. */
    public static Path of(String name) {
        String home = System.getenv("PCM_HOME");
        return Path.of(home == null || home.isBlank() ? ".pcm" : home).resolve(name);
    }

    /**
     * An empty folder for a run that keeps what it writes.
     *
     * @param named the one that was asked for, if any
     * @param what otherwise a new one is made among runs of this kind
     * @throws DirectoryNotEmptyException when there is something in it
     */
    public static Path emptyFolder(Optional<Path> named, String what) throws IOException {
        String now =
                LocalDateTime.now(ZoneId.systemDefault())
                        .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        Path folder =
                Files.createDirectories(named.orElse(of(what).resolve(now)))
                        .toAbsolutePath()
                        .normalize();
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new DirectoryNotEmptyException(folder.toString());
            }
        }
        return folder;
    }

    /**
     * Where a run writes its report: the file that was asked for, whose folder is made if missing,
     * else {@code report.json} in the run's folder.
     */
    public static Path reportFile(Optional<Path> named, Path folder) throws IOException {
        Path file = named.orElse(folder.resolve("report.json")).toAbsolutePath();
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return file;
    }
}
