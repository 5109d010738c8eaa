package org.pcm.gateway.information.fabric;

import java.io.IOException;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Network;
import org.pcm.arbiter.block.Block;
import org.pcm.gateway.information.block.BlockStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the peer's blocks for as long as it is open. A broken stream is taken up again at the
 * first block that the consumer has not taken, so none is missed and none comes twice.
 */
public final class BlockStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockStream.class);
    private static final long PAUSE_MILLIS_MAX = 2_000;

    /** Who takes the blocks. */
    public interface Consumer {
        /** The number of the block wanted next. */
        long height();

        void take(Block block) throws IOException;

        /**
         * Nothing more can come: what is held here and what the peer serves do not fit together.
         */
        void broken(Exception why);
    }

    private final Network network;
    private final Consumer consumer;
    private final Thread thread;
    private volatile boolean closed;

    /** Starts to follow. */
    public BlockStream(FabricLink link, Consumer consumer) {
        this.network = link.gateway().getNetwork(link.profile().channel());
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name("block-stream").daemon().start(this::run);
    }

    private void run() {
        long pauseMillis = 20;
        while (!closed) {
            long before = consumer.height();
            try {
                follow(before);
            } catch (IOException e) {
                consumer.broken(e);
                return;
            } catch (RuntimeException e) {
                LOG.debug("the block stream broke", e);
            }
            pauseMillis =
                    consumer.height() > before ? 20 : Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
            pause(pauseMillis);
        }
    }

    private void follow(long from) throws IOException {
        try (CloseableIterator<org.hyperledger.fabric.protos.common.Block> blocks =
                network.newBlockEventsRequest().startBlock(from).build().getEvents()) {
            while (!closed && blocks.hasNext()) {
                take(blocks.next().toByteArray());
            }
        }
    }

    /** A block that cannot be taken is no broken stream: asking again would bring the same one. */
    private void take(byte[] bytes) throws IOException {
        Block block = BlockStore.parse(bytes);
        try {
            consumer.take(block);
        } catch (RuntimeException e) {
            throw new IOException("block " + block.number() + " cannot be understood", e);
        }
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
