package org.pcm.gateway.information.fabric;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Identity;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** One connection to a gateway peer, shared by transactions and block streams. */
public final class FabricLink implements AutoCloseable {
    private static final int MESSAGE_BYTES_MAX = 256 << 20;
    private static final int KEEP_ALIVE_SECONDS =
            70; // servers end connections that ping each minute

    private final Profile profile;
    private final ManagedChannel channel;
    private final Gateway gateway;

    private FabricLink(Profile profile, ManagedChannel channel, Gateway gateway) {
        this.profile = profile;
        this.channel = channel;
        this.gateway = gateway;
    }

    /** Prepares the connection; it is made, and made again, whenever it is needed. */
    public static FabricLink open(Profile profile) throws IOException {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forTarget(profile.address(), credentials(profile))
                        .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                        .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        profile.serverName().ifPresent(builder::overrideAuthority);
        ManagedChannel channel = builder.build();
        try {
            return new FabricLink(profile, channel, gateway(profile, channel));
        } catch (GeneralSecurityException e) {
            channel.shutdownNow();
            throw new IOException("the profile's identity cannot be used: " + e.getMessage(), e);
        }
    }

    private static ChannelCredentials credentials(Profile profile) throws IOException {
        return profile.tlsRoot().isEmpty()
                ? InsecureChannelCredentials.create()
                : TlsChannelCredentials.newBuilder()
                        .trustManager(profile.tlsRoot().get().toFile())
                        .build();
    }

    private static Gateway gateway(Profile profile, ManagedChannel channel)
            throws IOException, CertificateException, InvalidKeyException {
        Identity identity =
                new X509Identity(
                        profile.mspId(),
                        Identities.readX509Certificate(Files.readString(profile.certificate())));
        return Gateway.newInstance()
                .identity(identity)
                .signer(
                        Signers.newPrivateKeySigner(
                                Identities.readPrivateKey(Files.readString(profile.key()))))
                .connection(channel)
                .evaluateOptions(options -> options.withDeadlineAfter(10, TimeUnit.SECONDS))
                .endorseOptions(options -> options.withDeadlineAfter(30, TimeUnit.SECONDS))
                .submitOptions(options -> options.withDeadlineAfter(10, TimeUnit.SECONDS))
                .commitStatusOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
                .connect();
    }

    Profile profile() {
        return profile;
    }

    Gateway gateway() {
        return gateway;
    }

    @Override
    public void close() {
        gateway.close();
        channel.shutdownNow();
    }
}
