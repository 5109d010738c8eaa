package org.pcm.gateway.information.fabric;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;

/**
 * Asks peers what became of a transaction; each answers when it has committed it. The request may
 * come before the transaction does, and is signed once for all peers.
 */
final class CommitWatch {
    /**
     * One peer's answer to come.
     *
     * @param answer fails where the peer does not know in time, or is away
     */
    record Watched(PeerLink peer, CompletableFuture<CommitStatusResponse> answer) {}

    private final FabricLink link;

    CommitWatch(FabricLink link) {
        this.link = link;
    }

    List<Watched> watch(String transactionId, List<PeerLink> peers, long deadlineMillis) {
        SignedCommitStatusRequest request = request(transactionId);
        return peers.stream()
                .map(peer -> new Watched(peer, ask(peer, request, deadlineMillis)))
                .toList();
    }

    private SignedCommitStatusRequest request(String transactionId) {
        ByteString request =
                CommitStatusRequest.newBuilder()
                        .setChannelId(link.profile().channel())
                        .setTransactionId(transactionId)
                        .setIdentity(link.client().serialized())
                        .build()
                        .toByteString();
        return SignedCommitStatusRequest.newBuilder()
                .setRequest(request)
                .setSignature(link.client().sign(request))
                .build();
    }

    private static CompletableFuture<CommitStatusResponse> ask(
            PeerLink peer, SignedCommitStatusRequest request, long deadlineMillis) {
        CompletableFuture<CommitStatusResponse> answer = new CompletableFuture<>();
        peer.stub(deadlineMillis)
                .commitStatus(
                        request,
                        new StreamObserver<>() {
                            @Override
                            public void onNext(CommitStatusResponse response) {
                                answer.complete(response);
                            }

                            @Override
                            public void onError(Throwable failure) {
                                answer.completeExceptionally(failure);
                            }

                            @Override
                            public void onCompleted() {
                                answer.completeExceptionally(
                                        new IllegalStateException("the peer said nothing"));
                            }
                        });
        return answer;
    }
}
