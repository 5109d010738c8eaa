package org.pcm.gateway;

import java.io.IOException;
import java.util.HexFormat;
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
    private final Optional<String> genesis;
    private volatile Optional<String> broken = Optional.empty();

    /**
     * Follows into {@code index}.
     *
     * @param genesis the hash that the first block must have, where it is known
     */
    Follower(Index index, Optional<String> genesis) {
        this.index = index;
        this.genesis = genesis;
    }

    @Override
    public long height() {
        return index.height();
    }

    @Override
    public void take(Block block) throws IOException {
        if (block.number() == 0) {
            check(genesis, HexFormat.of().formatHex(block.hash().toByteArray()));
        }
        index.take(block);
    }

    /** Fails where the first block is not the one that the profile names. */
    static void check(Optional<String> expected, String genesis) throws IOException {
        if (expected.isPresent() && !expected.get().equals(genesis)) {
            throw new IOException(
                    "the ledger's first block is "
                            + genesis
                            + ", the profile says "
                            + expected.get());
        }
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
