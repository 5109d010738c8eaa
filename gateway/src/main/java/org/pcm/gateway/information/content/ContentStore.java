package org.pcm.gateway.information.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pcm.cooperation.submission.Hash;

/**
 * Files named by their SHA-256. A file appears whole or not at all: it is hashed while it streams
 * into a temporary one, synced, and renamed. Who put it, and which documents list it, is marked
 * beside it; only who has shown the bytes themselves counts as having put them.
 */
public final class ContentStore {
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * What the store takes.
     *
     * @param bytes of one piece of content
     * @param freeBytes that must stay free on the disk
     */
    public record Limits(long bytes, long freeBytes) {
        /** 64 MiB a piece; 1 GiB stays free. */
        public static final Limits DEFAULT = new Limits(64L << 20, 1L << 30);
    }

    private final Path folder;
    private final Path incoming;
    private final Limits limits;
    private final Marks marks;

    /** Opens the store and throws away what was left half-way. */
    public ContentStore(Path folder, Limits limits) throws IOException {
        this.folder = folder;
        this.incoming = Files.createDirectories(folder.resolve("incoming"));
        this.limits = limits;
        this.marks = new Marks(folder);
        try (var left = Files.list(incoming)) {
            left.forEach(ContentStore::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What became of a {@link #put}. */
    public enum Put {
        STORED,
        WRONG_DIGEST,
        TOO_LARGE,
        DISK_FULL
    }

    /**
     * Stores {@code bytes} for {@code participant} under their digest.
     *
     * @param sha256 hex; the bytes must have it
     */
    public Put put(String sha256, String participant, InputStream bytes) throws IOException {
        if (Files.getFileStore(incoming).getUsableSpace() < limits.freeBytes()) {
            return Put.DISK_FULL;
        }
        Path temporary = Files.createTempFile(incoming, sha256, "");
        try {
            Optional<byte[]> digest = receive(bytes, temporary);
            if (digest.isEmpty()) {
                return Put.TOO_LARGE;
            }
            if (!HexFormat.of().formatHex(digest.get()).equals(sha256)) {
                return Put.WRONG_DIGEST;
            }
            keep(sha256, temporary);
            marks.add(sha256, Marks.put(participant));
            return Put.STORED;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The digest of what came; nothing where it was too much. */
    private Optional<byte[]> receive(InputStream bytes, Path temporary) throws IOException {
        MessageDigest sha256 = Hash.sha256();
        long total = 0;
        try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                total += n;
                if (total > limits.bytes()) {
                    return Optional.empty();
                }
                sha256.update(buffer, 0, n);
                writeFully(out, ByteBuffer.wrap(buffer, 0, n));
            }
            out.force(true);
        }
        return Optional.of(sha256.digest());
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** What a document lists is marked before the document appears, so that no crash parts them. */
    private void keep(String sha256, Path temporary) throws IOException {
        Path file = file(sha256);
        if (Files.exists(file)) {
            return;
        }
        for (String listed : ListedContent.in(temporary)) {
            marks.add(listed, Marks.listed(sha256));
        }
        Files.createDirectories(file.getParent());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel parent = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            parent.force(true);
        }
    }

    private Path file(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** The file with this content. */
    public Optional<Path> find(String sha256) {
        return Optional.of(file(sha256)).filter(Files::exists);
    }

    /** Who has put this content. */
    public Set<String> putters(String sha256) throws IOException {
        return marks.putters(sha256);
    }

    /** Documents that list this content, by digest in hex. */
    public List<String> listings(String sha256) throws IOException {
        return marks.listings(sha256);
    }
}
