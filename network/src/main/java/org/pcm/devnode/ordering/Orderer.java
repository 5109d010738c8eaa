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
import org.pcm.devnode.block.Hashes;
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
    private final RequestPool pool = new RequestPool();
    private final BlockingQueue<Request> queue = new LinkedBlockingQueue<>(QUEUE);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean stopped;

    /**
     * Why a transaction was not taken.
     *
     * @param status as an orderer answers it
     */
    public record Rejection(Status status, String info) {}

    private record Request(String id, Envelope envelope) {}

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
        Payload payload;
        ChannelHeader header;
        SignatureHeader signature;
        try {
            payload = Payload.parseFrom(envelope.getPayload());
            if (!payload.hasHeader()) {
                return undetermined("header not set");
            }
            header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            signature = SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
        } catch (InvalidProtocolBufferException e) {
            return undetermined(
                    "error unmarshalling Payload: proto: cannot parse invalid wire-format data");
        }
        if (!header.getChannelId().equals(channel)) {
            return reject(Status.BAD_REQUEST, "channel does not exist");
        }
        if (header.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
            return reject(
                    Status.NOT_IMPLEMENTED, "a devnode orders endorser transactions and no others");
        }
        return unfit(envelope)
                .or(() -> forbidden(envelope, signature))
                .or(() -> enqueue(new Request(id(signature), envelope)));
    }

    private static Optional<Rejection> undetermined(String why) {
        return reject(Status.BAD_REQUEST, "could not determine channel ID: " + why);
    }

    private Optional<Rejection> forbidden(Envelope envelope, SignatureHeader signature) {
        return membership
                        .signer(
                                signature.getCreator(),
                                envelope.getSignature(),
                                envelope.getPayload().toByteArray())
                        .isPresent()
                ? Optional.empty()
                : reject(
                        Status.FORBIDDEN,
                        "implicit policy evaluation failed - 0 sub-policies were satisfied, but"
                                + " this policy requires 1 of the 'Writers' sub-policies to be"
                                + " satisfied: permission denied");
    }

    private static String id(SignatureHeader signature) {
        return Hashes.transactionId(signature.getNonce(), signature.getCreator());
    }

    /** The filter of a Fabric orderer that looks at the bytes alone. */
    private static Optional<Rejection> unfit(Envelope envelope) {
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

    private Optional<Rejection> enqueue(Request request) {
        if (closing || stopped) {
            return reject(Status.SERVICE_UNAVAILABLE, "the orderer is stopping");
        }
        return switch (pool.admit(request.id())) {
            case WAITS_ALREADY -> Optional.empty();
            case PROCESSED_ALREADY ->
                    reject(
                            Status.SERVICE_UNAVAILABLE,
                            "failed to submit request: request already processed");
            case TAKE -> {
                if (queue.offer(request)) {
                    yield Optional.empty();
                }
                pool.withdraw(request.id());
                yield reject(Status.SERVICE_UNAVAILABLE, "too many transactions are waiting");
            }
        };
    }

    private static Optional<Rejection> reject(Status status, String info) {
        return Optional.of(new Rejection(status, info));
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                List<Request> batch = batch();
                if (!batch.isEmpty()) {
                    pool.processed(batch.stream().map(Request::id).toList());
                    maker.commit(batch.stream().map(Request::envelope).toList());
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
    private List<Request> batch() throws InterruptedException {
        List<Request> batch = new ArrayList<>();
        Request next = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        long deadline = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(LINGER_MICROS);
        long bytes = 0;
        while (next != null) {
            batch.add(next);
            bytes += next.envelope().getPayload().size();
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
