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
import java.util.zip.CRC32C;
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

    private static final Logger LOG = LoggerFactory.getLogger(BlockFile.class);
    private static final int FRAME_BYTES = 8;
    private static final int MAX_BLOCK_BYTES = 256 << 20;
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
                byte[] block = next(in, size - end);
                if (block.length == 0) {
                    dropTail(size);
                    return;
                }
                visitor.block(end, block);
                end += FRAME_BYTES + block.length;
            }
        }
    }

    /** The next block's bytes; none where the record is torn. */
    private byte[] next(DataInputStream in, long left) throws IOException {
        if (left < FRAME_BYTES) {
            return new byte[0];
        }
        int length = in.readInt();
        int checksum = in.readInt();
        if (length <= 0 || length > MAX_BLOCK_BYTES) {
            return tornOnlyIf(restIsZero(length, checksum, in));
        }
        if (length > left - FRAME_BYTES) {
            return new byte[0];
        }
        byte[] block = in.readNBytes(length);
        return checksum == checksum(block)
                ? block
                : tornOnlyIf(left == FRAME_BYTES + (long) length);
    }

    private byte[] tornOnlyIf(boolean torn) throws CorruptBlockFile {
        if (!torn) {
            throw new CorruptBlockFile(path + " is damaged at byte " + end);
        }
        return new byte[0];
    }

    /** A file may have grown before its bytes were written. */
    private static boolean restIsZero(int length, int checksum, InputStream in) throws IOException {
        boolean zero = length == 0 && checksum == 0;
        for (int b = in.read(); zero && b >= 0; b = in.read()) {
            zero = b == 0;
        }
        return zero;
    }

    private void dropTail(long size) throws IOException {
        Path torn = path.resolveSibling(path.getFileName() + ".torn");
        try (InputStream tail = stream(end)) {
            Files.write(torn, tail.readAllBytes());
        }
        LOG.warn("dropped {} bytes of an unfinished block at byte {}", size - end, end);
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
        record.putInt(block.length).putInt(checksum(block)).put(block).flip();
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
        ByteBuffer block = ByteBuffer.allocate(frame.getInt());
        readFully(block, offset + FRAME_BYTES);
        if (frame.getInt() != checksum(block.array())) {
            throw new CorruptBlockFile(path + " is damaged at byte " + offset);
        }
        return block.array();
    }

    /** Over the length, as it stands in the file, and the block. */
    private static int checksum(byte[] block) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(block.length).flip());
        crc.update(block);
        return (int) crc.getValue();
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
