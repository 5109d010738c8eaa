package org.pcm.gateway.information.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notes beside a piece of content: one line for who put it or which document lists it. A line ends
 * with a semicolon, so that one torn by a crash is told from a whole one.
 */
final class Marks {
    private static final String PUT = "put ";
    private static final String LISTED = "listed ";
    private static final int LOCKS = 64;

    private final Path folder;
    private final Object[] locks = new Object[LOCKS];

    Marks(Path folder) {
        this.folder = folder;
        java.util.Arrays.setAll(locks, i -> new Object());
    }

    static String put(String participant) {
        return PUT + participant;
    }

    static String listed(String document) {
        return LISTED + document;
    }

    void add(String sha256, String mark) throws IOException {
        synchronized (locks[Math.floorMod(sha256.hashCode(), LOCKS)]) {
            if (!all(sha256).contains(mark)) {
                append(file(sha256), "\n" + mark + ";\n");
            }
        }
    }

    private static void append(Path file, String line) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private Path file(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256 + ".marks");
    }

    private List<String> all(String sha256) throws IOException {
        Path file = file(sha256);
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.endsWith(";"))
                .map(line -> line.substring(0, line.length() - 1))
                .toList();
    }

    Set<String> putters(String sha256) throws IOException {
        return all(sha256).stream()
                .filter(mark -> mark.startsWith(PUT))
                .map(mark -> mark.substring(PUT.length()))
                .collect(Collectors.toSet());
    }

    List<String> listings(String sha256) throws IOException {
        return all(sha256).stream()
                .filter(mark -> mark.startsWith(LISTED))
                .map(mark -> mark.substring(LISTED.length()))
                .toList();
    }
}
