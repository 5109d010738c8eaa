package org.pcm.devnode.ordering;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.Status;
import org.pcm.devnode.identity.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes transactions and cuts them into blocks, on one thread that also commits. While a block is
 * being committed the next one gathers, so that blocks are small and fast when there is little to
 * do and large when there is much.
 */
public final class Orderer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Orderer.class);
    private static final int QUEUE = 20_000;
    private static final int MAX_BLOCK_BYTES = 10 << 20;
    private static final long LINGER_MICROS = 500;
    private static final long IDLE_MILLIS = 50;

    private final String channel;
    private final Membership membership;
    private final BlockMaker maker;
    private final int maxTransactions;
    private final BlockingQueue<Envelope> queue = new LinkedBlockingQueue<>(QUEUE);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean stopped;

    /**
     * Why a transaction was not taken.
     *
     * @param status as an orderer answers it
     */
    public record Rejection(Status status, String info) {}

    /**
     * @param maxTransactions most transactions in a block
     */
    public Orderer(String channel, Membership membership, BlockMaker maker, int maxTransactions) {
        this.channel = channel;
        this.membership = membership;
        this.maker = maker;
        this.maxTransactions = maxTransactions;
        this.thread = Thread.ofPlatform().name("orderer").start(this::run);
    }

    /** Takes a transaction for one of the next blocks, or says why not. */
    public Optional<Rejection> order(Envelope envelope) {
        Optional<Rejection> unfit = unfit(envelope);
        if (unfit.isPresent()) {
            return unfit;
        }
        Payload payload;
        ChannelHeader header;
        SignatureHeader signature;
        try {
            payload = Payload.parseFrom(envelope.getPayload());
            header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            signature = SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
        } catch (InvalidProtocolBufferException e) {
            return reject(Status.BAD_REQUEST, "error unmarshalling envelope: " + e.getMessage());
        }
        if (!header.getChannelId().equals(channel)) {
            return reject(
                    Status.BAD_REQUEST,
                    "channel creation request not allowed because the orderer system channel is not"
                            + " defined");
        }
        if (header.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
            return reject(
                    Status.NOT_IMPLEMENTED, "a devnode orders endorser transactions and no others");
        }
        if (membership
                .signer(
                        signature.getCreator(),
                        envelope.getSignature(),
                        envelope.getPayload().toByteArray())
                .isEmpty()) {
            return reject(
                    Status.FORBIDDEN,
                    "implicit policy evaluation failed - 0 sub-policies were satisfied, but this"
                            + " policy requires 1 of the 'Writers' sub-policies to be satisfied:"
                            + " permission denied");
        }
        return enqueue(envelope);
    }

    /** The filters of a Fabric orderer that look at the bytes alone. */
    private static Optional<Rejection> unfit(Envelope envelope) {
        if (envelope.getPayload().isEmpty()) {
            return reject(Status.BAD_REQUEST, "message payload is empty");
        }
        int bytes = envelope.getPayload().size() + envelope.getSignature().size();
        return bytes <= MAX_BLOCK_BYTES
                ? Optional.empty()
                : reject(
                        Status.BAD_REQUEST,
                        "message payload is "
                                + bytes
                                + " bytes and exceeds maximum allowed "
                                + MAX_BLOCK_BYTES
                                + " bytes");
    }

    private Optional<Rejection> enqueue(Envelope envelope) {
        if (closing || stopped) {
            return reject(Status.SERVICE_UNAVAILABLE, "the orderer is stopping");
        }
        return queue.offer(envelope)
                ? Optional.empty()
                : reject(Status.SERVICE_UNAVAILABLE, "too many transactions are waiting");
    }

    private static Optional<Rejection> reject(Status status, String info) {
        return Optional.of(new Rejection(status, info));
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                List<Envelope> batch = batch();
                if (!batch.isEmpty()) {
                    maker.commit(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.error("a block could not be committed; nothing is ordered any more", e);
        } finally {
            stopped = true;
        }
    }

    /** Whatever waits, and what comes within a moment; empty after an idle while. */
    private List<Envelope> batch() throws InterruptedException {
        List<Envelope> batch = new ArrayList<>();
        Envelope next = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        long deadline = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(LINGER_MICROS);
        long bytes = 0;
        while (next != null) {
            batch.add(next);
            bytes += next.getPayload().size();
            boolean full = batch.size() >= maxTransactions || bytes >= MAX_BLOCK_BYTES;
            next = full ? null : queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return batch;
    }

    /** Orders what was taken, then stops. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
