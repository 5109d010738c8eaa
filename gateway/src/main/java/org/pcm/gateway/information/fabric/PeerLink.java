package org.pcm.gateway.information.fabric;

import io.grpc.ChannelCredentials;
import io.grpc.ConnectivityState;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;

/** The connection to one peer; it is made, and made again, whenever it is needed. */
final class PeerLink implements AutoCloseable {
    private static final int MESSAGE_BYTES_MAX = 256 << 20;
    private static final int METADATA_BYTES_MAX = 1 << 20; // error details carry stack traces
    private static final int KEEP_ALIVE_SECONDS =
            70; // servers end connections that ping each minute

    private final PeerAddress peer;
    private final ManagedChannel channel;
    private final Gateway gateway;
    private final Penalty penalty = new Penalty();

    private PeerLink(PeerAddress peer, ManagedChannel channel, Gateway gateway) {
        this.peer = peer;
        this.channel = channel;
        this.gateway = gateway;
    }

    static PeerLink open(PeerAddress peer, ClientIdentity client) throws IOException {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forTarget(peer.address(), credentials(peer))
                        .maxInboundMetadataSize(METADATA_BYTES_MAX)
                        .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                        .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        peer.serverName().ifPresent(builder::overrideAuthority);
        ManagedChannel channel = builder.build();
        return new PeerLink(peer, channel, gateway(channel, client));
    }

    private static ChannelCredentials credentials(PeerAddress peer) throws IOException {
        return peer.tlsRoot().isEmpty()
                ? InsecureChannelCredentials.create()
                : TlsChannelCredentials.newBuilder()
                        .trustManager(peer.tlsRoot().get().toFile())
                        .build();
    }

    private static Gateway gateway(ManagedChannel channel, ClientIdentity client) {
        return Gateway.newInstance()
                .identity(client.identity())
                .signer(client.signer())
                .connection(channel)
                .evaluateOptions(options -> options.withDeadlineAfter(10, TimeUnit.SECONDS))
                .endorseOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
                .submitOptions(options -> options.withDeadlineAfter(10, TimeUnit.SECONDS))
                .connect();
    }

    PeerAddress peer() {
        return peer;
    }

    Gateway gateway() {
        return gateway;
    }

    GatewayGrpc.GatewayStub stub(long deadlineMillis) {
        return GatewayGrpc.newStub(channel)
                .withDeadlineAfter(deadlineMillis, TimeUnit.MILLISECONDS);
    }

    /** How long the peer is left alone after a failure. */
    Penalty penalty() {
        return penalty;
    }

    /** Whether the connection stands; tries to make it where it does not. */
    boolean isConnected() {
        return channel.getState(true) == ConnectivityState.READY;
    }

    @Override
    public void close() {
        gateway.close();
        channel.shutdownNow();
    }
}
