package org.pcm.cli.ledger;

import com.google.protobuf.ByteString;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.pcm.arbiter.source.PeerBlocks;
import org.pcm.cli.console.Failure;
import org.pcm.gateway.information.fabric.PeerAddress;
import org.pcm.gateway.information.fabric.Profile;

/** A peer's blocks, reached by a connection profile as gateways use it (docs/gateway.md). */
public final class PeerConnection {
    private static final int MESSAGE_BYTES_MAX = 256 << 20;

    private PeerConnection() {}

    /** Opens the first peer of a profile, with the profile's identity. */
    public static PeerBlocks open(Path profileFile) throws IOException {
        Profile profile = Profile.read(profileFile);
        PeerBlocks.Caller caller;
        try {
            caller = caller(profile);
        } catch (GeneralSecurityException e) {
            throw new Failure(profileFile + " names an identity that cannot be used: " + e, e);
        }
        PeerAddress peer = profile.peers().getFirst();
        ManagedChannel connection = connect(peer);
        String name = peer.address() + " (" + profile.mspId() + "'s view)";
        return new PeerBlocks(connection, caller, name, connection::shutdownNow);
    }

    private static ManagedChannel connect(PeerAddress peer) throws IOException {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forTarget(peer.address(), credentials(peer))
                        .maxInboundMessageSize(MESSAGE_BYTES_MAX);
        peer.serverName().ifPresent(builder::overrideAuthority);
        return builder.build();
    }

    private static ChannelCredentials credentials(PeerAddress peer) throws IOException {
        return peer.tlsRoot().isEmpty()
                ? InsecureChannelCredentials.create()
                : TlsChannelCredentials.newBuilder()
                        .trustManager(peer.tlsRoot().get().toFile())
                        .build();
    }

    private static PeerBlocks.Caller caller(Profile profile)
            throws IOException, GeneralSecurityException {
        String certificate = Files.readString(profile.certificate());
        ByteString identity =
                SerializedIdentity.newBuilder()
                        .setMspid(profile.mspId())
                        .setIdBytes(ByteString.copyFrom(certificate, StandardCharsets.UTF_8))
                        .build()
                        .toByteString();
        Signer signer =
                Signers.newPrivateKeySigner(
                        Identities.readPrivateKey(Files.readString(profile.key())));
        return new PeerBlocks.Caller(profile.channel(), identity, signing(signer));
    }

    private static UnaryOperator<ByteString> signing(Signer signer) {
        return message -> {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(message.toByteArray());
                return ByteString.copyFrom(signer.sign(digest));
            } catch (GeneralSecurityException e) {
                throw new Failure("the profile's key does not sign: " + e.getMessage(), e);
            }
        };
    }
}
