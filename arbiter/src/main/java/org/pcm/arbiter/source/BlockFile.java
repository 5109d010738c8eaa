package org.pcm.arbiter.source;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.pcm.arbiter.block.Malformed;

/**
 * A block file: a magic, then for each block its length (4 bytes, big endian), the CRC-32C of
 * length and bytes (4 bytes) and its bytes; {@code docs/blockfile.md} has it. The frames are found
 * when the file is opened; one that cannot be is reported when its block is asked for, so that an
 * audit names the block.
 */
public final class BlockFile implements BlockSource {
    private static final int FRAME_HEADER = 8;
    private static final int LONGEST = 256 << 20;

    private record Frame(long at, int length, int checksum, String fault) {}

    private final Path path;
    private final FileChannel channel;
    private final List<Frame> frames;

    private BlockFile(Path path, FileChannel channel, List<Frame> frames) {
        this.path = path;
        this.channel = channel;
        this.frames = frames;
    }

    /** The bytes that a block file starts with. */
    public static ByteString magic() {
        return ByteString.copyFrom("PCMBLKS1", StandardCharsets.US_ASCII);
    }

    /** Opens a file and finds its frames. */
    public static BlockFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new BlockFile(path, channel, frames(channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public long height() {
        return frames.size();
    }

    @Override
    public ByteString read(long number) throws IOException, Malformed {
        Frame frame = frames.get(Math.toIntExact(number));
        if (!frame.fault().isEmpty()) {
            throw new Malformed(frame.fault());
        }
        byte[] bytes = bytes(channel, frame.at(), frame.length());
        if (checksum(bytes) != frame.checksum()) {
            throw new Malformed("the checksum in the block file does not fit the block's bytes");
        }
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    @Override
    public Optional<ByteString> readDamaged(long number) throws IOException {
        Frame frame = frames.get(Math.toIntExact(number));
        return frame.fault().isEmpty()
                ? Optional.of(
                        UnsafeByteOperations.unsafeWrap(bytes(channel, frame.at(), frame.length())))
                : Optional.empty();
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static List<Frame> frames(FileChannel channel) throws IOException {
        long size = channel.size();
        ByteString magic = magic();
        if (size < magic.size()
                || !ByteString.copyFrom(bytes(channel, 0, magic.size())).equals(magic)) {
            return List.of(broken("the file does not start as a block file does"));
        }
        List<Frame> frames = new ArrayList<>();
        long at = magic.size();
        while (at < size) {
            if (size - at < FRAME_HEADER) {
                frames.add(broken("the block file ends inside a frame's header"));
                return frames;
            }
            ByteBuffer header = ByteBuffer.wrap(bytes(channel, at, FRAME_HEADER));
            int length = header.getInt();
            at += FRAME_HEADER;
            if (length < 1 || length > LONGEST || length > size - at) {
                frames.add(broken("the block file ends inside the block, or its length is wrong"));
                return frames;
            }
            frames.add(new Frame(at, length, header.getInt(), ""));
            at += length;
        }
        return frames;
    }

    /** CRC-32C over the block's length, as it stands in the file, and the block's bytes. */
    private static int checksum(byte[] block) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, block.length));
        checksum.update(block);
        return (int) checksum.getValue();
    }

    private static Frame broken(String fault) {
        return new Frame(0, 0, 0, fault);
    }

    private static byte[] bytes(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException("the block file became shorter while it was read");
            }
        }
        return buffer.array();
    }
}
