package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.identity.Identity;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.orderer.SeekSpecified;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The Deliver service to a client that says itself what it seeks, unlike the official one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliverTest {
    private TestNetwork network;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        network = TestNetwork.start(folder);
        network.client().submit("put", "a", "1");
        network.client().submit("put", "b", "2");
    }

    @AfterAll
    void stop() throws Exception {
        network.close();
    }

    private static SeekPosition block(long number) {
        return SeekPosition.newBuilder()
                .setSpecified(SeekSpecified.newBuilder().setNumber(number))
                .build();
    }

    private static SeekInfo range(long first, long last) {
        return SeekInfo.newBuilder().setStart(block(first)).setStop(block(last)).build();
    }

    private Envelope request(String channel, SeekInfo seek, Duration age) throws Exception {
        Identity identity = network.client().gateway().getIdentity();
        ByteString creator =
                SerializedIdentity.newBuilder()
                        .setMspid(identity.getMspId())
                        .setIdBytes(ByteString.copyFrom(identity.getCredentials()))
                        .build()
                        .toByteString();
        ChannelHeader header =
                ChannelHeader.newBuilder()
                        .setType(HeaderType.DELIVER_SEEK_INFO_VALUE)
                        .setChannelId(channel)
                        .setTimestamp(
                                Timestamp.newBuilder()
                                        .setSeconds(Instant.now().minus(age).getEpochSecond()))
                        .build();
        return network.client()
                .sign(
                        Payload.newBuilder()
                                .setHeader(
                                        Header.newBuilder()
                                                .setChannelHeader(header.toByteString())
                                                .setSignatureHeader(
                                                        SignatureHeader.newBuilder()
                                                                .setCreator(creator)
                                                                .build()
                                                                .toByteString()))
                                .setData(seek.toByteString())
                                .build()
                                .toByteString());
    }

    /** Sends one request, says that it is the last one, and waits for the end of the stream. */
    private List<DeliverResponse> deliver(Envelope request) throws Exception {
        List<DeliverResponse> responses = new ArrayList<>();
        CompletableFuture<List<DeliverResponse>> end = new CompletableFuture<>();
        StreamObserver<Envelope> requests =
                DeliverGrpc.newStub(network.client().channel())
                        .deliver(
                                new StreamObserver<>() {
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
                                });
        requests.onNext(request);
        requests.onCompleted();
        return end.get(1, TimeUnit.MINUTES);
    }

    private void assertRefused(Status status, Envelope request) throws Exception {
        assertThat(deliver(request))
                .containsExactly(DeliverResponse.newBuilder().setStatus(status).build());
    }

    @Test
    void a_range_is_answered_by_its_blocks_and_a_status() throws Exception {
        List<DeliverResponse> responses = deliver(request("pcm", range(1, 2), Duration.ZERO));

        assertThat(responses).hasSize(3);
        assertThat(responses.get(0).getBlock().getHeader().getNumber()).isEqualTo(1);
        assertThat(responses.get(1).getBlock().getHeader().getNumber()).isEqualTo(2);
        assertThat(responses.get(2).getStatus()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void a_request_without_sense_is_refused() throws Exception {
        assertRefused(Status.BAD_REQUEST, request("pcm", range(2, 1), Duration.ZERO));
        assertRefused(
                Status.BAD_REQUEST, request("pcm", SeekInfo.getDefaultInstance(), Duration.ZERO));
    }

    @Test
    void a_request_of_another_hour_is_refused() throws Exception {
        assertRefused(Status.BAD_REQUEST, request("pcm", range(0, 0), Duration.ofHours(1)));
        assertRefused(Status.BAD_REQUEST, request("pcm", range(0, 0), Duration.ofHours(-1)));
    }

    @Test
    void another_channel_is_not_found() throws Exception {
        assertRefused(Status.NOT_FOUND, request("other", range(0, 0), Duration.ZERO));
    }

    @Test
    void a_block_that_does_not_exist_is_not_found_by_who_will_not_wait() throws Exception {
        SeekInfo seek =
                range(1000, 1000).toBuilder()
                        .setBehavior(SeekInfo.SeekBehavior.FAIL_IF_NOT_READY)
                        .build();

        assertRefused(Status.NOT_FOUND, request("pcm", seek, Duration.ZERO));
    }

    @Test
    void a_request_with_another_signature_is_forbidden() throws Exception {
        Envelope request = request("pcm", range(0, 0), Duration.ZERO);
        Envelope other = request("pcm", range(0, 1), Duration.ZERO);

        assertRefused(
                Status.FORBIDDEN, request.toBuilder().setSignature(other.getSignature()).build());
    }
}
