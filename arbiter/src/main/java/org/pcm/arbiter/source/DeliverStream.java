package org.pcm.arbiter.source;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.jspecify.annotations.Nullable;

/** One stream of a peer's Deliver service: asks for one block at a time, so none pile up. */
final class DeliverStream implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NONCE_BYTES = 24;

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Observer observer = new Observer();

    private sealed interface Arrival {}

    private record Arrived(Block block) implements Arrival {}

    private record Ended(String why) implements Arrival {}

    private DeliverStream() {}

    static DeliverStream open(
            Channel connection, PeerBlocks.Caller caller, SeekPosition start, SeekPosition stop) {
        DeliverStream stream = new DeliverStream();
        SeekInfo seek =
                SeekInfo.newBuilder()
                        .setStart(start)
                        .setStop(stop)
                        .setBehavior(SeekInfo.SeekBehavior.BLOCK_UNTIL_READY)
                        .build();
        DeliverGrpc.newStub(connection).deliver(stream.observer).onNext(envelope(caller, seek));
        return stream;
    }

    /** The next block; waits for it up to {@link #PATIENCE}. */
    Block next() throws IOException {
        observer.ask();
        try {
            Arrival arrival = arrivals.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return switch (arrival) {
                case null -> throw new IOException("no answer in " + PATIENCE.toSeconds() + " s");
                case Ended ended -> throw new IOException(ended.why());
                case Arrived arrived -> arrived.block();
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        observer.cancel();
    }

    private static Envelope envelope(PeerBlocks.Caller caller, SeekInfo seek) {
        Instant now = Instant.now();
        ChannelHeader channel =
                ChannelHeader.newBuilder()
                        .setType(HeaderType.DELIVER_SEEK_INFO_VALUE)
                        .setChannelId(caller.channel())
                        .setTimestamp(
                                Timestamp.newBuilder()
                                        .setSeconds(now.getEpochSecond())
                                        .setNanos(now.getNano()))
                        .build();
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        SignatureHeader signer =
                SignatureHeader.newBuilder()
                        .setCreator(caller.identity())
                        .setNonce(ByteString.copyFrom(nonce))
                        .build();
        ByteString payload =
                Payload.newBuilder()
                        .setHeader(
                                Header.newBuilder()
                                        .setChannelHeader(channel.toByteString())
                                        .setSignatureHeader(signer.toByteString()))
                        .setData(seek.toByteString())
                        .build()
                        .toByteString();
        return Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(caller.signature().apply(payload))
                .build();
    }

    private final class Observer implements ClientResponseObserver<Envelope, DeliverResponse> {
        private @Nullable ClientCallStreamObserver<Envelope> call;

        @Override
        public void beforeStart(ClientCallStreamObserver<Envelope> stream) {
            call = stream;
            stream.disableAutoRequestWithInitial(0);
        }

        void ask() {
            if (call != null) {
                call.request(1);
            }
        }

        void cancel() {
            if (call != null) {
                call.cancel("enough", null);
            }
        }

        @Override
        public void onNext(DeliverResponse response) {
            arrivals.add(
                    response.hasBlock()
                            ? new Arrived(response.getBlock())
                            : new Ended("it answers " + response.getStatus()));
        }

        @Override
        public void onError(Throwable broken) {
            arrivals.add(new Ended(String.valueOf(broken.getMessage())));
        }

        @Override
        public void onCompleted() {
            arrivals.add(new Ended("it ended the stream"));
        }
    }
}
