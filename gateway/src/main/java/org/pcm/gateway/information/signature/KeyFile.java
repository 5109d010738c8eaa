package org.pcm.gateway.information.signature;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** A private key on disk: PKCS #8 in PEM, readable by its owner only. */
public final class KeyFile {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /** The key in {@code file}; made at the first call. */
    public static SigningKey readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            write(file, SigningKey.generate());
        }
        return read(file);
    }

    /** The key in {@code file}, which nobody but its owner may read. */
    public static SigningKey read(Path file) throws IOException {
        Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(OWNER_ONLY);
        if (!others.isEmpty()) {
            throw new IOException(file + " can be read by others; chmod 600 makes it private");
        }
        String pem = Files.readString(file);
        int from = pem.indexOf(BEGIN);
        int to = pem.indexOf(END);
        if (from < 0 || to < from) {
            throw new IOException(file + " holds no private key in PEM (PKCS #8)");
        }
        try {
            return SigningKey.read(
                    Base64.getMimeDecoder().decode(pem.substring(from + BEGIN.length(), to)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " holds no P-256 key: " + e.getMessage(), e);
        }
    }

    private static void write(Path file, SigningKey key) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.encoded());
        byte[] pem = (BEGIN + "\n" + body + "\n" + END + "\n").getBytes(StandardCharsets.US_ASCII);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(pem);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
