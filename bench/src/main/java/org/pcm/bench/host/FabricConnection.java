package org.pcm.bench.host;

import com.google.protobuf.ByteString;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.pcm.arbiter.source.BlockSource;
import org.pcm.arbiter.source.PeerBlocks;

/** The official client as its documentation shows it: one connection, shared by all callers. */
public final class FabricConnection implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;
    private static final int MESSAGE_BYTES_MAX = 256 << 20;

    /** Room for errors with the stack traces of several peers. */
    private static final int ERROR_BYTES_MAX = 1 << 20;

    private final FabricAccess access;
    private final ManagedChannel channel;
    private final Signer signer;
    private final Gateway gateway;

    private FabricConnection(FabricAccess access, ManagedChannel channel)
            throws IOException, GeneralSecurityException {
        this.access = access;
        this.channel = channel;
        this.signer =
                Signers.newPrivateKeySigner(
                        Identities.readPrivateKey(Files.readString(access.key())));
        this.gateway = gateway();
    }

    /** Opens a connection; it is made when it is first used. */
    public static FabricConnection open(FabricAccess access) throws IOException {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget(access.address(), credentials(access))
                        .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                        .maxInboundMetadataSize(ERROR_BYTES_MAX)
                        .build();
        try {
            return new FabricConnection(access, channel);
        } catch (GeneralSecurityException e) {
            channel.shutdownNow();
            throw new IOException("the ledger's identity cannot be used", e);
        }
    }

    private static ChannelCredentials credentials(FabricAccess access) throws IOException {
        return access.tlsRoot().isEmpty()
                ? InsecureChannelCredentials.create()
                : TlsChannelCredentials.newBuilder()
                        .trustManager(access.tlsRoot().get().toFile())
                        .build();
    }

    private Gateway gateway() throws IOException, GeneralSecurityException {
        return Gateway.newInstance()
                .identity(
                        new X509Identity(
                                access.mspId(),
                                Identities.readX509Certificate(
                                        Files.readString(access.certificate()))))
                .signer(signer)
                .hash(Hash.SHA256)
                .connection(channel)
                .evaluateOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .endorseOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .submitOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .commitStatusOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .connect();
    }

    /** A way to a chaincode, for one caller. */
    public Contract contract(String chaincode) {
        return gateway.getNetwork(access.channel()).getContract(chaincode);
    }

    /** The organisation whose peer this is. */
    public String organisation() {
        return access.mspId();
    }

    /** The peer's blocks; closing them closes this connection. */
    public BlockSource blocks() throws IOException {
        ByteString identity =
                SerializedIdentity.newBuilder()
                        .setMspid(access.mspId())
                        .setIdBytes(
                                ByteString.copyFrom(
                                        Files.readString(access.certificate()),
                                        StandardCharsets.UTF_8))
                        .build()
                        .toByteString();
        PeerBlocks.Caller caller = new PeerBlocks.Caller(access.channel(), identity, this::sign);
        return new PeerBlocks(channel, caller, access.mspId() + "'s peer", this::close);
    }

    private ByteString sign(ByteString message) {
        try {
            return ByteString.copyFrom(signer.sign(Hash.SHA256.apply(message.toByteArray())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the ledger's key does not sign", e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        channel.shutdownNow();
    }
}
