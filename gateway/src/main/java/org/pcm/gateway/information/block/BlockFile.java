package org.pcm.gateway.information.block;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks as they came, one after the other: eight bytes of magic, then per block its length, a
 * CRC-32C over length and block, and the block (docs/blockfile.md; {@code pcm audit --blocks} reads
 * it). The file is a copy of what the peers hold: whatever a crash left damaged is cut off and
 * fetched again, so nothing is synced.
 */
final class BlockFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockFile.class);
    private static final byte[] MAGIC = "PCMBLKS1".getBytes(StandardCharsets.US_ASCII);
    private static final int FRAME_BYTES = 8;
    private static final int BLOCK_BYTES_MAX = 256 << 20;

    private final FileChannel channel;
    private long end = MAGIC.length;

    /** Takes a block and where it stands. */
    interface Visitor {
        void block(long offset, byte[] bytes) throws IOException;
    }

    /** Opens the file and shows every whole block, oldest first. */
    BlockFile(Path path, Visitor visitor) throws IOException {
        channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (channel.size() < MAGIC.length) {
            channel.truncate(0);
            writeFully(ByteBuffer.wrap(MAGIC), 0);
        }
        recover(path, visitor);
    }

    private void recover(Path path, Visitor visitor) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 20))) {
            if (!java.util.Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new IOException(path + " is no block file");
            }
            byte[] block = next(in);
            while (block != null) {
                visitor.block(end, block);
                end += FRAME_BYTES + block.length;
                block = next(in);
            }
        }
        if (end < channel.size()) {
            LOG.warn("{}: dropping {} damaged bytes", path.getFileName(), channel.size() - end);
            channel.truncate(end);
        }
    }

    private static byte @Nullable [] next(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            int checksum = in.readInt();
            if (length <= 0 || length > BLOCK_BYTES_MAX) {
                return null;
            }
            byte[] block = in.readNBytes(length);
            return block.length == length && checksum == checksum(block) ? block : null;
        } catch (EOFException e) {
            return null;
        }
    }

    private static int checksum(byte[] block) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(block.length).flip());
        crc.update(block);
        return (int) crc.getValue();
    }

    /** Appends a block and says where it stands. */
    long append(byte[] block) throws IOException {
        ByteBuffer record =
                ByteBuffer.allocate(FRAME_BYTES + block.length)
                        .putInt(block.length)
                        .putInt(checksum(block))
                        .put(block)
                        .flip();
        long offset = end;
        writeFully(record, offset);
        end += FRAME_BYTES + block.length;
        return offset;
    }

    byte[] read(long offset) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
        readFully(frame, offset);
        ByteBuffer block = ByteBuffer.allocate(frame.getInt());
        readFully(block, offset + FRAME_BYTES);
        return block.array();
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
                throw new EOFException("the block file ends early, at byte " + at);
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
