package org.pcm.gateway.information.fabric;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;

/** A gateway peer that listens and cannot do anything: its services answer as those of one do. */
final class BrokenPeer extends GatewayGrpc.GatewayImplBase implements AutoCloseable {
    private final AtomicInteger proposals = new AtomicInteger();
    private final Server server;

    BrokenPeer() throws IOException {
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(this)
                        .build()
                        .start();
    }

    /** Where it listens. */
    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** How many proposals it was asked to have endorsed. */
    int proposals() {
        return proposals.get();
    }

    @Override
    public void endorse(EndorseRequest request, StreamObserver<EndorseResponse> response) {
        proposals.incrementAndGet();
        response.onError(
                Status.UNAVAILABLE
                        .withDescription("the peer's own ledger cannot be reached")
                        .asRuntimeException());
    }

    @Override
    public void commitStatus(
            SignedCommitStatusRequest request, StreamObserver<CommitStatusResponse> response) {
        response.onError(
                Status.UNAVAILABLE.withDescription("the peer is stopping").asRuntimeException());
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
