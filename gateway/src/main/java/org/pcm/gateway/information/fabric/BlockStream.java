package org.pcm.gateway.information.fabric;

import java.io.IOException;
import java.util.Optional;
import org.hyperledger.fabric.client.CloseableIterator;
import org.pcm.arbiter.block.Block;
import org.pcm.gateway.information.block.BlockStore;
import org.pcm.gateway.information.block.ForeignBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the gateway peer's blocks for as long as it is open. A broken stream is taken up again,
 * from another peer where there is one, at the first block that the consumer has not taken; so none
 * is missed and none comes twice.
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

    private final FabricLink link;
    private final Consumer consumer;
    private final Stall stall;
    private final Thread thread;
    private int foreign;
    private volatile boolean closed;

    /** Starts to follow. */
    public BlockStream(FabricLink link, Consumer consumer) {
        this.link = link;
        this.consumer = consumer;
        this.stall = new Stall(link::newestBlock, consumer::height);
        this.thread = Thread.ofPlatform().name("block-stream").daemon().start(this::run);
    }

    private void run() {
        long pauseMillis = 20;
        while (!closed) {
            long before = consumer.height();
            PeerLink peer = link.current();
            Optional<IOException> end = follow(peer, before);
            if (!closed && end.isPresent() && isFinal(end.get(), peer)) {
                consumer.broken(end.get());
                return;
            }
            pauseMillis =
                    consumer.height() > before ? 20 : Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
            pause(pauseMillis);
        }
    }

    private Optional<IOException> follow(PeerLink peer, long from) {
        try (CloseableIterator<org.hyperledger.fabric.protos.common.Block> blocks =
                        peer.gateway()
                                .getNetwork(link.profile().channel())
                                .newBlockEventsRequest()
                                .startBlock(from)
                                .build()
                                .getEvents();
                Stall.Watch watch = stall.watch(blocks::close)) {
            while (!closed && blocks.hasNext()) {
                take(blocks.next().toByteArray());
                foreign = 0;
            }
            if (watch.struck()) {
                link.failed(peer, "it sends no blocks, though there are some");
            }
        } catch (IOException e) {
            return Optional.of(e);
        } catch (RuntimeException e) {
            LOG.debug("the block stream broke", e);
            if (!closed) {
                link.failed(peer, "the block stream broke: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** One peer that serves another chain may be wrong; if all do, it is the data folder. */
    private boolean isFinal(IOException end, PeerLink peer) {
        foreign = end instanceof ForeignBlock ? foreign + 1 : link.size();
        if (foreign < link.size()) {
            LOG.warn("{}: {}", peer.peer().address(), end.getMessage());
            link.failed(peer, "it serves another ledger");
        }
        return foreign >= link.size();
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
