package org.pcm.gateway;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a gateway's folder while it runs. Nothing has to stand still: the queue's files only grow;
 * a record cut in its middle was not answered yet; content files never change. A queue's file that
 * vanished meanwhile may have taken along what a copied one needs, so the queue is copied again.
 * Queue first, content after it, so that whatever a copied submission names is there. A copy that
 * says of a submission less than the ledger does is corrected by the ledger. Blocks are not copied:
 * peers have them.
 */
public final class GatewayBackup {
    private static final String QUEUE = "queue";
    private static final String CONTENT = "content";
    private static final String KEY = "gateway.key";
    private static final int QUEUE_COPIES_MAX = 10;
    private static final Path INCOMING = Path.of(CONTENT, "incoming");

    private GatewayBackup() {}

    /**
     * Takes a copy that a gateway can be started on.
     *
     * @param data the folder of a gateway, running or not
     * @param to a folder that does not exist; it appears when the copy is whole, readable by its
     *     owner only, since it holds the gateway's key
     * @return how many bytes were copied
     */
    public static long take(Path data, Path to) throws IOException {
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        if (!Files.exists(data.resolve(KEY))) {
            throw new NoSuchFileException(data.resolve(KEY) + "; is " + data + " a gateway's?");
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
            long bytes = copyQueue(data, part);
            for (String each : List.of(KEY, CONTENT)) {
                bytes += copy(data, Path.of(each), part);
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            return bytes;
        } finally {
            delete(part); // there only after a failure, and with the key in it
        }
    }

    private static long copyQueue(Path data, Path part) throws IOException {
        for (int i = 0; i < QUEUE_COPIES_MAX; i++) {
            List<Path> before = inside(data.resolve(QUEUE));
            long bytes = copy(data, Path.of(QUEUE), part);
            if (inside(data.resolve(QUEUE)).containsAll(before)) {
                return bytes;
            }
            delete(part.resolve(QUEUE));
        }
        throw new IOException(
                "the queue's files vanished faster than they were copied; try again when there is"
                        + " less to do");
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static long copy(Path from, Path name, Path to) throws IOException {
        Path source = from.resolve(name);
        if (!Files.isDirectory(source)) {
            return copyFile(source, to.resolve(name));
        }
        Files.createDirectories(to.resolve(name));
        if (name.equals(INCOMING)) {
            return 0;
        }
        long bytes = 0;
        for (Path each : inside(source)) {
            bytes += copy(from, name.resolve(each.getFileName()), to);
        }
        return bytes;
    }

    private static long copyFile(Path source, Path target) throws IOException {
        try {
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
            return 0; // it has vanished since it was listed
        }
        try (FileChannel copy = FileChannel.open(target, StandardOpenOption.READ)) {
            copy.force(true);
            return copy.size();
        }
    }
}
