package org.pcm.gateway.information.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;

/**
 * Every block from 0 on, kept raw. A block is taken only where it continues the chain that lies
 * here, so that a peer of another ledger is noticed at once.
 */
public final class BlockStore implements AutoCloseable {
    private final BlockFile file;
    private long[] offsets = new long[1_024];
    private int height;
    private @Nullable Block newest;

    /** Takes each stored block at opening, oldest first. */
    @FunctionalInterface
    public interface Replay {
        void block(Block block) throws IOException;
    }

    /** Opens the store in {@code folder} and replays what lies there. */
    public BlockStore(Path folder, Replay replay) throws IOException {
        Files.createDirectories(folder);
        file =
                new BlockFile(
                        folder.resolve("blocks"),
                        (offset, bytes) -> {
                            Block block = parse(bytes);
                            link(block, offset);
                            replay.block(block);
                        });
    }

    /** The block in {@code bytes}; fails where they are none. */
    public static Block parse(byte[] bytes) throws IOException {
        try {
            return Block.parse(UnsafeByteOperations.unsafeWrap(bytes));
        } catch (Malformed e) {
            throw new IOException("not a Fabric block: " + e.why(), e);
        }
    }

    private synchronized void link(Block block, long offset) throws IOException {
        check(block);
        if (height == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * height);
        }
        offsets[height++] = offset;
        newest = block;
    }

    private void check(Block block) throws ForeignBlock {
        ByteString expected = newest == null ? ByteString.EMPTY : newest.hash();
        if (block.number() != height || !block.header().previousHash().equals(expected)) {
            throw new ForeignBlock(
                    "block "
                            + block.number()
                            + " does not continue the chain of "
                            + height
                            + " blocks in the data folder: the peer serves another ledger");
        }
    }

    /** Appends the next block. */
    public synchronized void append(Block block) throws IOException {
        check(block);
        link(block, file.append(block.bytes().toByteArray()));
    }

    /** How many blocks lie here; the number of the next one. */
    public synchronized long height() {
        return height;
    }

    /** The raw block, where there is one of that number. */
    public Optional<byte[]> read(long number) throws IOException {
        long offset;
        synchronized (this) {
            if (number < 0 || number >= height) {
                return Optional.empty();
            }
            offset = offsets[(int) number];
        }
        return Optional.of(file.read(offset));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
