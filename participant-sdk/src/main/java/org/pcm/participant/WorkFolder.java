package org.pcm.participant;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;

/**
 * An agent's work folder: {@code agent.db}, {@code attempts/}, {@code content/}, {@code
 * status.json}, {@code order}. Held by one agent at a time through a lock that the system drops
 * with its process, however that ends.
 */
final class WorkFolder implements AutoCloseable {

    private final Path folder;
    private final FileChannel channel;

    private WorkFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Takes the folder; an {@link IOException} says that another agent has it. */
    static WorkFolder hold(Path folder) throws IOException {
        FileChannel channel = lockFile(Files.createDirectories(folder));
        if (lock(channel) == null) {
            channel.close();
            throw new IOException(
                    "another agent works in "
                            + folder
                            + "; stop it, or choose another work folder");
        }
        return new WorkFolder(folder, channel);
    }

    /** Whether an agent works in a folder. */
    static boolean isHeld(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("lock"))) {
            return false;
        }
        try (FileChannel channel = lockFile(folder)) {
            return lock(channel) == null;
        }
    }

    private static FileChannel lockFile(Path folder) throws IOException {
        return FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path database() {
        return database(folder);
    }

    /** Where an agent's memory lies. */
    static Path database(Path folder) {
        return folder.resolve("agent.db");
    }

    Path attempts() {
        return folder.resolve("attempts");
    }

    Path content() {
        return folder.resolve("content");
    }

    Path launcher() {
        return folder.resolve("launcher");
    }

    void write(AgentStatus status) throws IOException {
        replace(statusFile(folder), Json.pretty(status.toJson()));
    }

    static Optional<AgentStatus> status(Path folder) throws IOException {
        Path file = statusFile(folder);
        return Files.exists(file)
                ? Optional.of(AgentStatus.read(Json.readObject(file)))
                : Optional.empty();
    }

    /** Leaves an order for the agent that holds the folder. */
    static void order(Path folder, Mode mode) throws IOException {
        replace(orderFile(folder), mode.name());
    }

    /** Takes the order that was left, if there is one. */
    Optional<Mode> takeOrder() throws IOException {
        Path file = orderFile(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file).strip();
        Files.delete(file);
        try {
            return Optional.of(Mode.valueOf(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidDocument("order", "is none: " + text);
        }
    }

    private static Path statusFile(Path folder) {
        return folder.resolve("status.json");
    }

    private static Path orderFile(Path folder) {
        return folder.resolve("order");
    }

    private static void replace(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
