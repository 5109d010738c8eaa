package org.pcm.devnode.protocol;

import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekNewest;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.orderer.SeekSpecified;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.pcm.devnode.Client;

/** The Deliver service to a client that says itself what it seeks, unlike the official one. */
record Blocks(Client client, String channel) {
    private static final long PATIENCE_SECONDS = 60;

    static SeekPosition at(long number) {
        return SeekPosition.newBuilder()
                .setSpecified(SeekSpecified.newBuilder().setNumber(number))
                .build();
    }

    static SeekInfo range(long first, long last) {
        return SeekInfo.newBuilder().setStart(at(first)).setStop(at(last)).build();
    }

    Block block(long number) throws Exception {
        return deliver(request(range(number, number))).get(0).getBlock();
    }

    /** How many blocks the channel has. */
    long height() throws Exception {
        SeekPosition newest =
                SeekPosition.newBuilder().setNewest(SeekNewest.getDefaultInstance()).build();
        SeekInfo seek = SeekInfo.newBuilder().setStart(newest).setStop(newest).build();
        return deliver(request(seek)).get(0).getBlock().getHeader().getNumber() + 1;
    }

    Envelope request(SeekInfo seek) throws Exception {
        return request(channel, seek, Duration.ZERO);
    }

    /** A signed request that was made so long ago. */
    Envelope request(String asked, SeekInfo seek, Duration age) throws Exception {
        ChannelHeader header =
                ChannelHeader.newBuilder()
                        .setType(HeaderType.DELIVER_SEEK_INFO_VALUE)
                        .setChannelId(asked)
                        .setTimestamp(
                                Timestamp.newBuilder()
                                        .setSeconds(Instant.now().minus(age).getEpochSecond()))
                        .build();
        SignatureHeader signature =
                SignatureHeader.newBuilder().setCreator(client.creator()).build();
        Header both =
                Header.newBuilder()
                        .setChannelHeader(header.toByteString())
                        .setSignatureHeader(signature.toByteString())
                        .build();
        return client.sign(
                Payload.newBuilder()
                        .setHeader(both)
                        .setData(seek.toByteString())
                        .build()
                        .toByteString());
    }

    /** Everything that comes until the stream ends. */
    List<DeliverResponse> deliver(Envelope request) throws Exception {
        Collected collected = new Collected();
        StreamObserver<Envelope> requests =
                DeliverGrpc.newStub(client.channel()).deliver(collected);
        requests.onNext(request);
        requests.onCompleted();
        return collected.end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static final class Collected implements StreamObserver<DeliverResponse> {
        private final List<DeliverResponse> responses = new ArrayList<>();
        private final CompletableFuture<List<DeliverResponse>> end = new CompletableFuture<>();

        @Override
        public void onNext(DeliverResponse response) {
            responses.add(response);
        }

        @Override
        public void onError(Throwable error) {
            end.completeExceptionally(error);
        }

        @Override
        public void onCompleted() {
            end.complete(responses);
        }
    }
}
