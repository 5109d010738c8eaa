package org.pcm.devnode.deliver;

import io.grpc.Status;
import java.util.Optional;
import java.util.function.Function;
import org.hyperledger.fabric.protos.common.Block;
import org.pcm.devnode.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends blocks, or what is made of them, as they come; a thread of its own for each stream. */
public final class BlockPump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockPump.class);
    private static final long WAIT_MILLIS = 500;

    private final Ledger ledger;
    private volatile boolean closed;

    /**
     * Which blocks: the first and the last, both included.
     *
     * @param last as an unsigned number; all ones for no end
     */
    public record Range(long first, long last) {
        /** Tells whether there is no block in it. */
        boolean empty() {
            return Long.compareUnsigned(last, first) < 0;
        }
    }

    public BlockPump(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Begins to send.
     *
     * @param message what is sent for a block, if anything
     * @param atEnd runs after the last block
     */
    public <T> void start(
            Outlet<T> outlet, Range range, Function<Block, Optional<T>> message, Runnable atEnd) {
        Thread.ofVirtual().name("stream").start(() -> run(outlet, range, message, atEnd));
    }

    private <T> void run(
            Outlet<T> outlet, Range range, Function<Block, Optional<T>> message, Runnable atEnd) {
        try {
            pump(outlet, range, message);
            if (!outlet.closed()) {
                atEnd.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("a stream of blocks failed", e);
            outlet.fail(Status.ABORTED.withDescription(e.toString()));
        }
    }

    private <T> void pump(Outlet<T> outlet, Range range, Function<Block, Optional<T>> message)
            throws InterruptedException {
        long number = range.first();
        while (!outlet.closed() && Long.compareUnsigned(number, range.last()) <= 0) {
            if (closed) {
                outlet.fail(Status.UNAVAILABLE.withDescription("the devnode is stopping"));
                return;
            }
            Optional<Block> block = ledger.await(number, WAIT_MILLIS);
            if (block.isPresent()) {
                Optional<T> next = message.apply(block.get());
                if (next.isPresent()) {
                    outlet.send(next.get());
                }
                number++;
            }
        }
    }

    /** Ends all streams soon. */
    @Override
    public void close() {
        closed = true;
    }
}
