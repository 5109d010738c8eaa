package org.pcm.arbiter.source;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.pcm.arbiter.block.Malformed;

/** Somewhere to read a channel's blocks from. Nothing that it gives is believed. */
public interface BlockSource extends Closeable {

    /** How many blocks there are; the last one has the number {@code height - 1}. */
    long height() throws IOException;

    /**
     * One block, as {@code common.Block} bytes.
     *
     * @param number below {@link #height()}
     * @throws Malformed where the source itself is damaged there, such as a frame that ends early
     * @throws IOException where the source cannot be read
     */
    ByteString read(long number) throws IOException, Malformed;

    /**
     * The bytes of a block that {@link #read} refuses, as far as they can be told apart: good for
     * nothing but finding the place of the damage.
     */
    default Optional<ByteString> readDamaged(long number) throws IOException {
        return Optional.empty();
    }

    /** Where the blocks come from, for people. */
    String name();
}
