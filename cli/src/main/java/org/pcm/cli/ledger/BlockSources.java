package org.pcm.cli.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.pcm.arbiter.source.BlockSource;

/** The sources that a command reads, closed together. */
record BlockSources(List<BlockSource> all) implements Closeable {
    BlockSources {
        all = List.copyOf(all);
    }

    BlockSource first() {
        return all.getFirst();
    }

    /** How many blocks the longest has. */
    long height() throws IOException {
        long height = 0;
        for (BlockSource source : all) {
            height = Math.max(height, source.height());
        }
        return height;
    }

    @Override
    public void close() throws IOException {
        for (BlockSource source : all) {
            source.close();
        }
    }
}
