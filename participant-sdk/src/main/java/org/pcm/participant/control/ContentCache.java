package org.pcm.participant.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.pcm.participant.information.Content;
import org.pcm.participant.information.Digest;

/**
 * Inputs at hand, by digest: fetched once however many tasks want them, oldest use dropped first.
 */
public final class ContentCache {

    private static final int TRIES_MAX = 8;
    private final Path folder;
    private final long bytesMax;
    private final Object[] turns = new Object[64];

    /** What this process has seen whole: what a crash of the host left is looked at again. */
    private final Set<Digest> sound = ConcurrentHashMap.newKeySet();

    /**
     * @param bytesMax about how much is kept
     */
    public ContentCache(Path folder, long bytesMax) throws IOException {
        this.folder = Files.createDirectories(folder);
        Arrays.setAll(turns, i -> new Object());
        this.bytesMax = bytesMax;
        for (Path file : files()) {
            if (!isContent(file)) {
                Files.deleteIfExists(file); // what a killed agent was just fetching
            }
        }
    }

    /** Copies content to {@code target}, which becomes the task's own to change. */
    void copy(Digest digest, Path target, Content content) throws IOException {
        Files.createDirectories(Staging.parentOf(target));
        synchronized (turns[Math.floorMod(digest.hashCode(), turns.length)]) {
            for (int left = TRIES_MAX; !copied(digest, target, content); left--) {
                if (left == 1) {
                    throw new IOException("the cache in " + folder + " is too small");
                }
            }
        }
    }

    /** False when others' content took its place in the meantime. */
    private boolean copied(Digest digest, Path target, Content content) throws IOException {
        Path kept = folder.resolve(digest.hex());
        try {
            fetch(digest, kept, content);
            Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
            Files.copy(kept, target, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void fetch(Digest digest, Path kept, Content content) throws IOException {
        boolean isThere = Files.exists(kept);
        if (isThere && (sound.contains(digest) || Digest.sha256(kept).equals(digest))) {
            sound.add(digest);
            return;
        }
        content.get(digest, kept);
        sound.add(digest);
        trim(kept);
    }

    private synchronized void trim(Path newest) throws IOException {
        List<Path> files =
                files().stream()
                        .filter(ContentCache::isContent)
                        .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                        .toList();
        long bytes = files.stream().mapToLong(file -> file.toFile().length()).sum();
        for (Path file : files) {
            if (bytes > bytesMax && !file.equals(newest)) {
                bytes -= file.toFile().length();
                Files.deleteIfExists(file);
                sound.remove(new Digest(nameOf(file)));
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static boolean isContent(Path file) {
        return nameOf(file).matches("[0-9a-f]{64}");
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
