package org.pcm.participant.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.Digest;

/**
 * Inputs at hand, by digest: fetched once however many tasks want them, oldest use dropped first.
 */
public final class ContentCache {

    private final Path folder;
    private final long bytesMax;
    private final Map<Digest, Object> fetching = new ConcurrentHashMap<>();

    /**
     * @param bytesMax about how much is kept
     */
    public ContentCache(Path folder, long bytesMax) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.bytesMax = bytesMax;
    }

    /** Copies content to {@code target}, which becomes the task's own to change. */
    void copy(Digest digest, Path target, Content content) throws IOException {
        Object turn = fetching.computeIfAbsent(digest, d -> new Object());
        synchronized (turn) {
            Path kept = folder.resolve(digest.hex());
            if (!Files.exists(kept)) {
                content.get(digest, kept);
                trim(kept);
            }
            Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
            Files.createDirectories(Staging.parentOf(target));
            Files.copy(kept, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private synchronized void trim(Path newest) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files =
                    all.sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                            .toList();
        }
        long bytes = files.stream().mapToLong(file -> file.toFile().length()).sum();
        for (Path file : files) {
            if (bytes > bytesMax && !file.equals(newest)) {
                bytes -= file.toFile().length();
                Files.deleteIfExists(file);
            }
        }
    }
}
