package org.pcm.participant;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.sqlite.Database;
import org.pcm.participant.sqlite.SqliteOutbox;

/**
 * Copies of what an agent remembers: its memory, its key and its outbox, each as of one moment,
 * taken while it works. Work that runs is not copied: an agent that was restored reports it lost,
 * and never starts what may have been started since the copy was made (A8).
 */
public final class AgentBackup {

    private static final String MEMORY = "agent.db";
    private static final String KEY = "identity.key";

    private AgentBackup() {}

    /**
     * Takes a copy.
     *
     * @param to a folder that does not exist; it appears when the copy is whole, readable by its
     *     owner only, since it holds the key
     */
    public static void take(Site site, Path to) throws IOException {
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Path whole = to.toAbsolutePath();
        Files.createDirectories(whole.resolveSibling(""));
        Path part =
                Files.createTempDirectory(
                        whole.resolveSibling(""),
                        ".part",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        try {
            copy(site, part);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(part); // there only after a failure, and with the key in it
        }
    }

    private static void copy(Site site, Path part) throws IOException {
        Path memory = existing(WorkFolder.database(site.work()));
        Database.copy(memory, part.resolve(MEMORY));
        try (Memory copy = new Memory(part.resolve(MEMORY))) {
            copy.markAsCopy(UUID.randomUUID().toString());
        }
        Path outbox = SqliteOutbox.file(site.identity());
        if (Files.exists(outbox)) {
            Database.copy(outbox, SqliteOutbox.file(part.resolve(KEY)));
        }
        copyKey(existing(site.identity()), part.resolve(KEY));
    }

    private static void delete(Path flat) throws IOException {
        if (Files.exists(flat)) {
            try (Stream<Path> inside = Files.list(flat)) {
                for (Path each : inside.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(flat);
        }
    }

    /**
     * Lays a copy where a site file wants its agent's memory and key. The memory comes last and at
     * once; what was cut short before it can be laid again after the outbox is removed.
     *
     * @throws FileAlreadyExistsException when there is a memory or another key already
     */
    public static void restore(Path from, Site site) throws IOException {
        Path memory = WorkFolder.database(site.work());
        Path outbox = SqliteOutbox.file(site.identity());
        mustBeMissing(memory);
        mustBeMissing(outbox);
        existing(from.resolve(MEMORY));
        if (!isSame(from.resolve(KEY), site.identity())) {
            mustBeMissing(site.identity());
            Files.createDirectories(site.identity().toAbsolutePath().resolveSibling(""));
            copyKey(from.resolve(KEY), site.identity());
        }
        if (Files.exists(SqliteOutbox.file(from.resolve(KEY)))) {
            Files.copy(SqliteOutbox.file(from.resolve(KEY)), outbox);
        }
        Files.createDirectories(site.work());
        Path part = memory.resolveSibling(memory.getFileName() + ".part");
        Files.copy(from.resolve(MEMORY), part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, memory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void copyKey(Path from, Path to) throws IOException {
        var targets = Identity.files(to).iterator();
        for (Path source : Identity.files(from)) {
            Path target = targets.next();
            if (Files.exists(source)) {
                Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static boolean isSame(Path key, Path other) throws IOException {
        return Files.exists(other) && Files.mismatch(key, other) < 0;
    }

    private static Path existing(Path file) throws NoSuchFileException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    /** SQLite would read the journal that another database left there into the copy. */
    private static void mustBeMissing(Path file) throws FileAlreadyExistsException {
        for (String suffix : List.of("", "-wal")) {
            Path each = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(each)) {
                throw new FileAlreadyExistsException(each.toString());
            }
        }
    }
}
