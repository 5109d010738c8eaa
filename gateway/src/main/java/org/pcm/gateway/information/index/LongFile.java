package org.pcm.gateway.information.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * An array of longs, zero at first, that grows as it is written: a file mapped into memory, so that
 * the system, not the heap, decides how much of it stays there. Its pieces double, so that a small
 * one costs little. The disk's room is taken before it is mapped: a full disk is an {@link
 * UncheckedIOException}, and not a crash at some later access.
 */
final class LongFile {
    /** Longs of the first piece: 64 KiB. */
    private static final int FIRST = 1 << 13;

    private static final int FIRST_BITS = 13;

    /** From here on pieces grow no more: 1 GiB. */
    private static final int LARGEST_BITS = 27;

    private static final int ZEROS = 1 << 16;

    private final Scratch scratch;
    private final FileChannel file;
    private final List<LongBuffer> pieces = new ArrayList<>();

    LongFile(Scratch scratch) {
        this.scratch = scratch;
        try {
            this.file = scratch.file();
        } catch (IOException e) {
            throw new UncheckedIOException("the index cannot be written; look at the disk", e);
        }
    }

    /** The long at {@code i}; 0 where none was written. */
    long get(long i) {
        int piece = piece(i);
        return piece < pieces.size() ? pieces.get(piece).get(within(i, piece)) : 0;
    }

    void put(long i, long value) {
        int piece = piece(i);
        while (pieces.size() <= piece) {
            grow();
        }
        pieces.get(piece).put(within(i, piece), value);
    }

    /** Piece 0 has the first so many, each other one as many as there are before it, or 1 GiB. */
    private static int piece(long i) {
        return i >>> LARGEST_BITS == 0
                ? Long.SIZE - Long.numberOfLeadingZeros(i >>> FIRST_BITS)
                : LARGEST_BITS - FIRST_BITS + (int) (i >>> LARGEST_BITS);
    }

    private static int within(long i, int piece) {
        return (int) (i - begin(piece));
    }

    private static long begin(int piece) {
        int large = piece - (LARGEST_BITS - FIRST_BITS);
        if (large > 0) {
            return (long) large << LARGEST_BITS;
        }
        return piece == 0 ? 0 : (long) FIRST << (piece - 1);
    }

    private void grow() {
        int piece = pieces.size();
        long from = begin(piece) * Long.BYTES;
        long bytes = begin(piece + 1) * Long.BYTES - from;
        try {
            take(from, bytes);
            pieces.add(file.map(FileChannel.MapMode.READ_WRITE, from, bytes).asLongBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException("the index cannot be written; look at the disk", e);
        }
    }

    private void take(long from, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
        for (long at = from; at < from + bytes; at += zeros.position()) {
            zeros.clear();
            file.write(zeros, at);
        }
    }

    /** Gives its room back; it is not used any more. */
    void drop() {
        pieces.clear();
        try {
            scratch.drop(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
