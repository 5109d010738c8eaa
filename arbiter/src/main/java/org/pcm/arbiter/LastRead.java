package org.pcm.arbiter;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Optional;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.source.BlockSource;

/** A source that keeps the block it gave last, so that asking again reads nothing. */
final class LastRead implements BlockSource {
    private final BlockSource source;
    private long number = -1;
    private ByteString bytes = ByteString.EMPTY;

    LastRead(BlockSource source) {
        this.source = source;
    }

    @Override
    public long height() throws IOException {
        return source.height();
    }

    @Override
    public ByteString read(long wanted) throws IOException, Malformed {
        if (wanted != number) {
            bytes = source.read(wanted);
            number = wanted;
        }
        return bytes;
    }

    @Override
    public Optional<ByteString> readDamaged(long wanted) throws IOException {
        return source.readDamaged(wanted);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
