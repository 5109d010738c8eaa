package org.pcm.bench.naive;

import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.pcm.bench.host.FabricAccess;

/** The official client as its documentation shows it: one connection, shared by all callers. */
final class NaiveConnection implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;

    private final FabricAccess access;
    private final ManagedChannel channel;
    private final Gateway gateway;

    private NaiveConnection(FabricAccess access, ManagedChannel channel, Gateway gateway) {
        this.access = access;
        this.channel = channel;
        this.gateway = gateway;
    }

    static NaiveConnection open(FabricAccess access) throws IOException {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget(
                                access.address(),
                                TlsChannelCredentials.newBuilder()
                                        .trustManager(access.tlsRoot().toFile())
                                        .build())
                        .build();
        try {
            return new NaiveConnection(access, channel, gateway(access, channel));
        } catch (GeneralSecurityException e) {
            channel.shutdownNow();
            throw new IOException("the ledger's identity cannot be used", e);
        }
    }

    private static Gateway gateway(FabricAccess access, ManagedChannel channel)
            throws IOException, GeneralSecurityException {
        return Gateway.newInstance()
                .identity(
                        new X509Identity(
                                access.mspId(),
                                Identities.readX509Certificate(
                                        Files.readString(access.certificate()))))
                .signer(
                        Signers.newPrivateKeySigner(
                                Identities.readPrivateKey(Files.readString(access.key()))))
                .connection(channel)
                .endorseOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .submitOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .commitStatusOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .connect();
    }

    /** A way to the naive chaincode, for one caller. */
    Contract contract() {
        return gateway.getNetwork(access.channel()).getContract(NaiveChaincode.NAME);
    }

    @Override
    public void close() {
        gateway.close();
        channel.shutdownNow();
    }
}
