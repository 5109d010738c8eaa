package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.Commit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Identity;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** The official Fabric client, connected to a devnode or to a peer of a real network. */
public final class Client implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 30;
    private static final long STREAM_SECONDS = 120;

    private final ManagedChannel channel;
    private final Gateway gateway;
    private final Signer signer;
    private final String network;

    private Client(ManagedChannel channel, Gateway gateway, Signer signer, String network) {
        this.channel = channel;
        this.gateway = gateway;
        this.signer = signer;
        this.network = network;
    }

    /** As much as a peer sends. */
    public static final int MAX_MESSAGE_BYTES = 100 << 20;

    /** Room for the details of errors: a chaincode's traces, from each peer. */
    public static final int MAX_METADATA_BYTES = 1 << 20;

    static Client of(Devnode node) throws IOException, GeneralSecurityException {
        return of(node, node.clientIdentity(1));
    }

    static Client of(Devnode node, ClientIdentity identity)
            throws IOException, GeneralSecurityException {
        return of(node, identity.mspId(), identity, UnaryOperator.identity());
    }

    /** A client that names an MSP and signs through whatever is made of its signer. */
    static Client of(
            Devnode node, String mspId, ClientIdentity identity, UnaryOperator<Signer> signing)
            throws IOException, GeneralSecurityException {
        return of(channel(node), node.channel(), mspId, identity, signing);
    }

    /**
     * A client on a connection of its own.
     *
     * @param network the channel's name
     */
    public static Client of(
            ManagedChannel channel,
            String network,
            String mspId,
            ClientIdentity identity,
            UnaryOperator<Signer> signing)
            throws IOException, GeneralSecurityException {
        Signer signer =
                Signers.newPrivateKeySigner(
                        Identities.readPrivateKey(Files.readString(identity.key())));
        Gateway gateway =
                Gateway.newInstance()
                        .identity(
                                new X509Identity(
                                        mspId,
                                        Identities.readX509Certificate(
                                                Files.readString(identity.certificate()))))
                        .signer(signing.apply(signer))
                        .connection(channel)
                        .evaluateOptions(
                                o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                        .endorseOptions(
                                o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                        .submitOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                        .commitStatusOptions(
                                o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                        .chaincodeEventsOptions(
                                o -> o.withDeadlineAfter(STREAM_SECONDS, TimeUnit.SECONDS))
                        .blockEventsOptions(
                                o -> o.withDeadlineAfter(STREAM_SECONDS, TimeUnit.SECONDS))
                        .filteredBlockEventsOptions(
                                o -> o.withDeadlineAfter(STREAM_SECONDS, TimeUnit.SECONDS))
                        .connect();
        return new Client(channel, gateway, signer, network);
    }

    /** A connection to a devnode. */
    public static ManagedChannel channel(Devnode node) throws IOException {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forTarget(node.address())
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .maxInboundMetadataSize(MAX_METADATA_BYTES);
        return node.tls()
                ? builder.sslContext(
                                GrpcSslContexts.forClient()
                                        .trustManager(node.tlsRoot().toFile())
                                        .build())
                        .build()
                : builder.usePlaintext().build();
    }

    /** The official client's connection. */
    public Gateway gateway() {
        return gateway;
    }

    /** The channel. */
    public Network network() {
        return gateway.getNetwork(network);
    }

    /** The key-value chaincode. */
    public Contract contract() {
        return network().getContract("kv");
    }

    /** A proposal that nobody has endorsed yet. */
    public Proposal propose(String function, String... args) {
        return contract().newProposal(function).addArguments(args).build();
    }

    /** Submits and waits for the commit. */
    public String submit(String function, String... args) throws Exception {
        return text(contract().submitTransaction(function, args));
    }

    /** Asks without submitting. */
    public String evaluate(String function, String... args) throws GatewayException {
        return text(contract().evaluateTransaction(function, args));
    }

    /** This client as transactions name it. */
    public ByteString creator() {
        Identity identity = gateway.getIdentity();
        return SerializedIdentity.newBuilder()
                .setMspid(identity.getMspId())
                .setIdBytes(ByteString.copyFrom(identity.getCredentials()))
                .build()
                .toByteString();
    }

    /** Asks what became of a transaction that this client may never have seen. */
    public Status commitStatus(String transactionId, long patience, TimeUnit unit)
            throws GatewayException {
        CommitStatusRequest request =
                CommitStatusRequest.newBuilder()
                        .setChannelId(network)
                        .setTransactionId(transactionId)
                        .setIdentity(creator())
                        .build();
        SignedCommitStatusRequest signed =
                SignedCommitStatusRequest.newBuilder().setRequest(request.toByteString()).build();
        Commit commit = gateway.newCommit(signed.toByteArray());
        return commit.getStatus(o -> o.withDeadlineAfter(patience, unit));
    }

    /** Signs and submits a payload that the official client would not touch. */
    public void submitUnchecked(ByteString payload) throws GeneralSecurityException {
        SubmitResponse response =
                GatewayGrpc.newBlockingStub(channel)
                        .submit(
                                SubmitRequest.newBuilder()
                                        .setChannelId(network)
                                        .setPreparedTransaction(sign(payload))
                                        .build());
        assertThat(response).isEqualTo(SubmitResponse.getDefaultInstance());
    }

    /** Signs a payload as this client. */
    public Envelope sign(ByteString payload) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload.toByteArray());
        return Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(ByteString.copyFrom(signer.sign(digest)))
                .build();
    }

    /** The connection. */
    public ManagedChannel channel() {
        return channel;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        gateway.close();
        channel.shutdownNow();
    }
}
