package org.pcm.devnode.ledger;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain on disk, as docs/blockfile.md describes it: eight bytes of magic, then per block its
 * length, a CRC-32C and its bytes. Blocks are only ever appended, each synced before anybody hears
 * of it.
 *
 * <p>Since a record is synced before the next is begun, a killed node leaves at most one torn
 * record, at the end; opening drops it (and keeps its bytes in a file beside). Damage anywhere else
 * is an error.
 */
public final class BlockFile implements AutoCloseable {
    /** The first bytes of every block file. */
    public static final byte[] MAGIC = "PCMBLKS1".getBytes(StandardCharsets.US_ASCII);

    /** Length and checksum. */
    static final int FRAME_BYTES = 8;

    static final int MAX_BLOCK_BYTES = 256 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(BlockFile.class);
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private long end;

    /** Takes the blocks of a file one by one. */
    interface Visitor {
        void block(long offset, byte[] bytes) throws IOException;
    }

    private BlockFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens the file, or begins it. */
    static BlockFile open(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        BlockFile file = new BlockFile(path, channel);
        file.begin();
        return file;
    }

    private void begin() throws IOException {
        if (channel.size() < MAGIC.length) {
            channel.truncate(0);
            writeFully(ByteBuffer.wrap(MAGIC), 0);
            channel.force(true);
        }
        ByteBuffer magic = ByteBuffer.allocate(MAGIC.length);
        readFully(magic, 0);
        if (!magic.equals(ByteBuffer.wrap(MAGIC))) {
            throw new CorruptBlockFile(path + " is no block file");
        }
        end = MAGIC.length;
    }

    /** Where the first block stands. */
    static long firstOffset() {
        return MAGIC.length;
    }

    /** Where the next block will stand. */
    long end() {
        return end;
    }

    Path path() {
        return path;
    }

    /**
     * Shows all blocks from an offset on, drops a torn last record, and makes the file ready to
     * append.
     *
     * @throws CorruptBlockFile when anything but the last record is damaged
     */
    void recover(long from, Visitor visitor) throws IOException {
        long size = channel.size();
        end = from;
        try (DataInputStream in = new DataInputStream(stream(from))) {
            while (end < size) {
                Optional<byte[]> block = next(in, size - end);
                if (block.isEmpty()) {
                    dropTail(size);
                    return;
                }
                visitor.block(end, block.get());
                end += FRAME_BYTES + block.get().length;
            }
        }
    }

    /** The next block's bytes; empty where the record cannot be read. */
    private static Optional<byte[]> next(DataInputStream in, long left) throws IOException {
        if (left < FRAME_BYTES) {
            return Optional.empty();
        }
        int length = in.readInt();
        int checksum = in.readInt();
        if (length <= 0 || length > Math.min(MAX_BLOCK_BYTES, left - FRAME_BYTES)) {
            return Optional.empty();
        }
        byte[] block = in.readNBytes(length);
        return checksum == TornTail.checksum(ByteBuffer.wrap(block))
                ? Optional.of(block)
                : Optional.empty();
    }

    private void dropTail(long size) throws IOException {
        byte[] tail = new byte[0];
        if (size - end <= FRAME_BYTES + MAX_BLOCK_BYTES) {
            try (InputStream in = stream(end)) {
                tail = in.readAllBytes();
            }
        }
        if (tail.length == 0 || !TornTail.explains(tail)) {
            throw new CorruptBlockFile(path + " is damaged at byte " + end);
        }
        Files.write(path.resolveSibling(path.getFileName() + ".torn"), tail);
        LOG.warn("dropped {} bytes of an unfinished block at byte {}", tail.length, end);
        channel.truncate(end);
        channel.force(true);
    }

    /**
     * Appends a block and syncs it to disk.
     *
     * @return where it stands
     */
    long append(byte[] block) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(FRAME_BYTES + block.length);
        record.putInt(block.length)
                .putInt(TornTail.checksum(ByteBuffer.wrap(block)))
                .put(block)
                .flip();
        long offset = end;
        writeFully(record, offset);
        channel.force(false);
        end = offset + FRAME_BYTES + block.length;
        return offset;
    }

    /** Reads the block that stands at an offset. */
    byte[] read(long offset) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
        readFully(frame, offset);
        int length = frame.getInt();
        if (length <= 0 || length > MAX_BLOCK_BYTES) {
            throw new CorruptBlockFile(path + " is damaged at byte " + offset);
        }
        ByteBuffer block = ByteBuffer.allocate(length);
        readFully(block, offset + FRAME_BYTES);
        if (frame.getInt() != TornTail.checksum(block)) {
            throw new CorruptBlockFile(path + " is damaged at byte " + offset);
        }
        return block.array();
    }

    private InputStream stream(long from) throws IOException {
        FileChannel reader = FileChannel.open(path, StandardOpenOption.READ);
        reader.position(from);
        return new BufferedInputStream(Channels.newInputStream(reader), BUFFER_BYTES);
    }

    private void writeFully(ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private void readFully(ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, at);
            if (read < 0) {
                throw new CorruptBlockFile(path + " ends early, at byte " + at);
            }
            at += read;
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
