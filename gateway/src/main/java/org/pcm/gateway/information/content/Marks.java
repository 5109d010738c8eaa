package org.pcm.gateway.information.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notes beside a piece of content: one line for who put it or which document lists it. A line ends
 * with a semicolon, so that one torn by a crash is told from a whole one. Thousands of documents
 * may list one input: a listing is written without reading what is there, and may stand twice.
 */
final class Marks {
    private static final String PUT = "put ";
    private static final String LISTED = "listed ";
    private static final String SUFFIX = ".marks";
    private static final int LOCKS = 64;
    private static final int KNOWN_MAX = 16_384;

    /** Who is known to have put what, so that nobody need look again. */
    private record Known(String sha256, String participant) {}

    private final Path folder;
    private final Object[] locks = new Object[LOCKS];
    private final Map<Known, Boolean> known =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Known, Boolean> eldest) {
                    return size() > KNOWN_MAX;
                }
            };

    Marks(Path folder) {
        this.folder = folder;
        java.util.Arrays.setAll(locks, i -> new Object());
    }

    /** The participant has put it; false when that was known. */
    boolean put(String sha256, String participant) throws IOException {
        synchronized (lock(sha256)) {
            if (isPutBy(sha256, participant)) {
                return false;
            }
            append(sha256, PUT + participant);
            know(sha256, participant);
            return true;
        }
    }

    /** The document lists it. */
    void listed(String sha256, String document) throws IOException {
        synchronized (lock(sha256)) {
            append(sha256, LISTED + document);
        }
    }

    private Object lock(String sha256) {
        return locks[Math.floorMod(sha256.hashCode(), LOCKS)];
    }

    private void append(String sha256, String mark) throws IOException {
        Path file = file(sha256);
        Files.createDirectories(file.getParent());
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(("\n" + mark + ";\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private Path file(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256 + SUFFIX);
    }

    /** Whether the participant has put it. */
    boolean isPutBy(String sha256, String participant) throws IOException {
        synchronized (known) {
            if (known.containsKey(new Known(sha256, participant))) {
                return true;
            }
        }
        boolean is = putters(sha256).contains(participant);
        if (is) {
            know(sha256, participant);
        }
        return is;
    }

    private void know(String sha256, String participant) {
        synchronized (known) {
            known.put(new Known(sha256, participant), true);
        }
    }

    Set<String> putters(String sha256) throws IOException {
        return of(sha256, PUT);
    }

    Set<String> listings(String sha256) throws IOException {
        return of(sha256, LISTED);
    }

    private Set<String> of(String sha256, String kind) throws IOException {
        Path file = file(sha256);
        return Files.exists(file) ? read(file, kind) : Set.of();
    }

    private static Set<String> read(Path file, String kind) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(kind) && line.endsWith(";"))
                    .map(line -> line.substring(kind.length(), line.length() - 1))
                    .collect(Collectors.toSet());
        }
    }

    /** Tells every content's digest and putters. */
    void each(BiConsumer<String, Set<String>> to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder, 2)) {
            files = all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            to.accept(name.substring(0, name.length() - SUFFIX.length()), read(file, PUT));
        }
    }
}
