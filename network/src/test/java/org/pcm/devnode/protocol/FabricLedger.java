package org.pcm.devnode.protocol;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pcm.devnode.Client;
import org.pcm.devnode.ClientIdentity;
import org.pcm.devnode.KeyValueServer;
import org.pcm.network.ChaincodeProgram;
import org.pcm.network.LocalNetwork;

/** A real network as the ledger under test. */
record FabricLedger(LocalNetwork network, ClientIdentity stranger) implements LedgerUnderTest {
    static FabricLedger start(Path folder) throws IOException, InterruptedException {
        ClientIdentity stranger = Strangers.in(folder.resolve("elsewhere"));
        ChaincodeProgram program =
                ChaincodeProgram.of(
                                CHAINCODE,
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-XX:+UseSerialGC",
                                        "-Xmx256m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        KeyValueServer.class.getName()))
                        .withVersion("1.0");
        LocalNetwork network =
                LocalNetwork.up(
                        LocalNetwork.Options.in(folder.resolve("network")).withChaincode(program),
                        step -> {});
        return new FabricLedger(network, stranger);
    }

    @Override
    public String channel() {
        return network.channel();
    }

    @Override
    public ManagedChannel connect() throws IOException {
        return NettyChannelBuilder.forTarget(network.peerAddress(1))
                .maxInboundMessageSize(Client.MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(Client.MAX_METADATA_BYTES)
                .sslContext(
                        GrpcSslContexts.forClient()
                                .trustManager(network.tlsRoot(1).toFile())
                                .build())
                .build();
    }

    @Override
    public ClientIdentity user(int organisation) {
        return network.clientIdentity(organisation);
    }

    @Override
    public void close() throws IOException {
        network.close();
        network.clean();
    }
}
