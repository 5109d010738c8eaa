package org.pcm.arbiter.source;

import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.pcm.arbiter.block.Malformed;

/** Writes blocks into a file of their own (docs/blockfile.md), to be kept, sent or audited. */
public final class BlockFileWriter {
    private BlockFileWriter() {}

    /**
     * Copies every block that {@code from} has now. Blocks are not judged on the way. The file
     * appears when it is whole; one that was there is replaced.
     *
     * @param copied told the number of blocks so far
     * @return how many blocks the file holds
     */
    public static long copy(BlockSource from, Path to, LongConsumer copied) throws IOException {
        long height = from.height();
        Path draft = to.resolveSibling(to.getFileName() + ".draft");
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)))) {
            BlockFile.magic().writeTo(out);
            for (long number = 0; number < height; number++) {
                write(out, read(from, number));
                copied.accept(number + 1);
            }
        }
        Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return height;
    }

    private static ByteString read(BlockSource from, long number) throws IOException {
        try {
            return from.read(number);
        } catch (Malformed e) {
            throw new IOException("block " + number + " is damaged: " + e.why(), e);
        }
    }

    private static void write(DataOutputStream out, ByteString block) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, block.size()));
        checksum.update(block.asReadOnlyByteBuffer());
        out.writeInt(block.size());
        out.writeInt((int) checksum.getValue());
        block.writeTo(out);
    }
}
