package org.pcm.participant.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.pcm.participant.information.ContentRef;
import org.pcm.participant.information.RelativePath;

/** Where an input's bytes are when a job is submitted: mostly on the submitter's disk. */
public sealed interface Source {

    /** All of a file. */
    record Whole(Path file) implements Source {}

    /**
     * A piece of a file.
     *
     * @param from the offset of its first byte
     * @param bytes how many
     */
    record Piece(Path file, long from, int bytes) implements Source {

        /** What it holds; {@link EOFException} when the file has become shorter. */
        byte[] read() throws IOException {
            ByteBuffer piece = ByteBuffer.allocate(bytes);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                while (piece.hasRemaining()) {
                    if (channel.read(piece, from + piece.position()) < 0) {
                        throw new EOFException(file + " has become shorter");
                    }
                }
            }
            return piece.array();
        }
    }

    /** In the content store already: what a task of an earlier job left. */
    record Stored(ContentRef content) implements Source {}

    /**
     * What a task of an earlier job is to leave, before that has run: enough to check the job that
     * reads it, not to submit it.
     */
    record Promised(int task, RelativePath path) implements Source {}
}
