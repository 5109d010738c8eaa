package org.pcm.cli.requirements;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.participant.json.Json;

/** The official client at a profile's first peer, with nothing between. */
final class PeerClient implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;

    private final JsonNode profile;
    private final ManagedChannel channel;
    private final Gateway gateway;

    PeerClient(Path file) throws IOException, GeneralSecurityException {
        profile = Json.parse(Files.readAllBytes(file));
        channel =
                NettyChannelBuilder.forTarget(
                                text("address"),
                                TlsChannelCredentials.newBuilder()
                                        .trustManager(new File(text("tlsRoot")))
                                        .build())
                        .build();
        gateway =
                Gateway.newInstance()
                        .identity(
                                new X509Identity(
                                        text("mspId"),
                                        Identities.readX509Certificate(read("certificate"))))
                        .signer(Signers.newPrivateKeySigner(Identities.readPrivateKey(read("key"))))
                        .connection(channel)
                        .submitOptions(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                        .connect();
    }

    private String text(String field) {
        return profile.path(field).asText();
    }

    private String read(String field) throws IOException {
        return Files.readString(Path.of(text(field)));
    }

    /** An endorsed batch of nothing, for a lane that nobody opened. */
    Transaction emptyBatch() throws EndorseException {
        return gateway.getNetwork(text("channel"))
                .getContract(text("chaincode"))
                .newProposal("submit")
                .addArguments("nowhere")
                .build()
                .endorse();
    }

    /** Waits until a transaction is on the ledger; what became of it. */
    TxValidationCode status(String transactionId) throws GatewayException {
        CommitStatusRequest request =
                CommitStatusRequest.newBuilder()
                        .setChannelId(text("channel"))
                        .setTransactionId(transactionId)
                        .setIdentity(
                                SerializedIdentity.newBuilder()
                                        .setMspid(gateway.getIdentity().getMspId())
                                        .setIdBytes(
                                                ByteString.copyFrom(
                                                        gateway.getIdentity().getCredentials()))
                                        .build()
                                        .toByteString())
                        .build();
        SignedCommitStatusRequest unsigned =
                SignedCommitStatusRequest.newBuilder().setRequest(request.toByteString()).build();
        return gateway.newCommit(unsigned.toByteArray())
                .getStatus(o -> o.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .getCode();
    }

    @Override
    public void close() {
        gateway.close();
        channel.shutdownNow();
    }
}
