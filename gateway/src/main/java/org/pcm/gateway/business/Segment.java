package org.pcm.gateway.business;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the log. Life: created empty, appended to, sealed when full, deleted when every event
 * in it and in all older segments has left the queue.
 */
final class Segment implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    private static final String PREFIX = "events-";
    private static final String SUFFIX = ".log";

    private final Path file;
    private final long index;
    private final FileChannel channel;
    private long bytes;

    private Segment(Path file, long index, FileChannel channel) throws IOException {
        this.file = file;
        this.index = index;
        this.channel = channel;
        this.bytes = channel.size();
    }

    static Segment open(Path folder, long index) throws IOException {
        Path file =
                folder.resolve(
                        PREFIX + String.format(java.util.Locale.ROOT, "%012d", index) + SUFFIX);
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        Folders.sync(folder);
        channel.position(channel.size());
        return new Segment(file, index, channel);
    }

    /** The segments that lie in {@code folder}, oldest first. */
    static List<Long> indexes(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
                    .map(name -> name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
                    .map(Long::parseLong)
                    .sorted()
                    .toList();
        }
    }

    long index() {
        return index;
    }

    long bytes() {
        return bytes;
    }

    void append(ByteBuffer[] records) throws IOException {
        long wanted = 0;
        for (ByteBuffer buffer : records) {
            wanted += buffer.remaining();
        }
        long written = 0;
        while (written < wanted) {
            written += channel.write(records);
        }
        bytes += wanted;
    }

    void sync() throws IOException {
        channel.force(false);
    }

    /**
     * Hands over every whole record. What follows the last whole one was never acknowledged: in the
     * {@code newest} segment a crash explains it and it is cut off; in an older one nothing does.
     */
    void replay(boolean newest, Consumer<LogRecord> to) throws IOException {
        long whole = 0;
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            byte[] body = readBody(in);
            while (body != null) {
                to.accept(RecordCodec.decode(new DataInputStream(new ByteArrayInputStream(body))));
                whole += RecordCodec.FRAME_BYTES + body.length;
                body = readBody(in);
            }
        }
        if (whole == bytes) {
            return;
        }
        if (!newest) {
            throw new IOException(
                    file + " is damaged at byte " + whole + ": restore it from a copy");
        }
        LOG.warn("{}: dropping a torn tail of {} bytes", file.getFileName(), bytes - whole);
        channel.truncate(whole).position(whole);
        channel.force(true);
        bytes = whole;
    }

    private static byte @org.jspecify.annotations.Nullable [] readBody(DataInputStream in)
            throws IOException {
        try {
            int length = in.readInt();
            int checksum = in.readInt();
            if (length <= 0 || length > RecordCodec.BODY_BYTES_MAX) {
                return null;
            }
            byte[] body = in.readNBytes(length);
            return body.length == length && RecordCodec.checksum(body) == checksum ? body : null;
        } catch (EOFException e) {
            return null;
        }
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
