package org.pcm.gateway;

import java.io.IOException;
import java.util.Optional;
import org.pcm.arbiter.block.Block;
import org.pcm.gateway.information.fabric.BlockStream;
import org.pcm.gateway.information.index.Index;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the peer's blocks to the index, and remembers why that had to end. */
final class Follower implements BlockStream.Consumer {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private final Index index;
    private volatile Optional<String> broken = Optional.empty();

    Follower(Index index) {
        this.index = index;
    }

    @Override
    public long height() {
        return index.height();
    }

    @Override
    public void take(Block block) throws IOException {
        index.take(block);
    }

    @Override
    public void broken(Exception why) {
        LOG.error("the ledger cannot be followed any more", why);
        broken = Optional.of("the ledger cannot be followed: " + why.getMessage());
    }

    /** Why no more blocks are read, if so. */
    Optional<String> broken() {
        return broken;
    }
}
