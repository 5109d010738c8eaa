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

    /** A block of most disks. */
    private static final long COUNTED_BYTES_MIN = 4_096;

    /**
     * What the store takes.
     *
     * @param bytes of one piece of content
     * @param bytesPerParticipant of all pieces that one participant has put, each counted as 4 KiB
     *     at least
     * @param freeBytes that must stay free on the disk
     */
    public record Limits(long bytes, long bytesPerParticipant, long freeBytes) {
        /** 64 MiB a piece, 32 GiB a participant; 1 GiB stays free. */
        public static final Limits DEFAULT = new Limits(64L << 20, 32L << 30, 1L << 30);

        /** The same with another bound for each participant. */
        public Limits withBytesPerParticipant(long most) {
            return new Limits(bytes, most, freeBytes);
        }
    }

    /** What came: its digest and how long it is. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Received(byte[] sha256, long bytes) {}

    private final Path folder;
    private final Path incoming;
    private final Limits limits;
    private final Marks marks;
    private final Usage usage;

    /** Opens the store and throws away what was left half-way. */
    public ContentStore(Path folder, Limits limits) throws IOException {
        this.folder = folder;
        this.incoming = Files.createDirectories(folder.resolve("incoming"));
        this.limits = limits;
        this.marks = new Marks(folder);
        try (var left = Files.list(incoming)) {
            left.forEach(ContentStore::delete);
        }
        this.usage = new Usage(limits.bytesPerParticipant());
        marks.each((sha256, putters) -> {
            Optional<Path> content = find(sha256);
            content.map(file -> counted(file.toFile().length()))
                    .ifPresent(bytes -> putters.forEach(p -> usage.add(p, bytes)));
        });
    }

    /** What a piece counts: small ones take room too. */
    private static long counted(long bytes) {
        return Math.max(bytes, COUNTED_BYTES_MIN);
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
        QUOTA_EXCEEDED,
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
        boolean counted = marks.isPutBy(sha256, participant) && Files.exists(file(sha256));
        if (!counted && usage.isUsedUp(participant)) {
            return Put.QUOTA_EXCEEDED;
        }
        Path temporary = Files.createTempFile(incoming, sha256, "");
        try {
            Optional<Received> received = receive(bytes, temporary);
            if (received.isEmpty()) {
                return Put.TOO_LARGE;
            }
            if (!HexFormat.of().formatHex(received.get().sha256()).equals(sha256)) {
                return Put.WRONG_DIGEST;
            }
            return counted || keep(sha256, participant, temporary, counted(received.get().bytes()))
                    ? Put.STORED
                    : Put.QUOTA_EXCEEDED;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Keeps it for the participant; false when that is beyond its bound. */
    private boolean keep(String sha256, String participant, Path temporary, long bytes)
            throws IOException {
        if (!usage.take(participant, bytes)) {
            return false;
        }
        boolean counts = false;
        try {
            keep(sha256, temporary);
            counts = marks.put(sha256, participant);
            return true;
        } finally {
            if (!counts) { // it failed, or another request of the same participant was faster
                usage.giveBack(participant, bytes);
            }
        }
    }

    /** What came; nothing where it was too much. */
    private Optional<Received> receive(InputStream bytes, Path temporary) throws IOException {
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
        return Optional.of(new Received(sha256.digest(), total));
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
            marks.listed(listed, sha256);
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
    public Set<String> listings(String sha256) throws IOException {
        return marks.listings(sha256);
    }
}
