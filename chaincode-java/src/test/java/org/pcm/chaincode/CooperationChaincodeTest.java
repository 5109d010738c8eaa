package org.pcm.chaincode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.EventBatch;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Founding;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.Voucher;
import org.pcm.cooperation.round.Head;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.BatchResult;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.devnode.ClientIdentity;
import org.pcm.devnode.Devnode;
import org.pcm.devnode.chaincode.ChaincodeEndpoint;
import org.pcm.devnode.identity.TlsFiles;

/**
 * The contract on a ledger: through the official client, the devnode and the official shim, with
 * mutual TLS.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CooperationChaincodeTest {
    private static final TestKey REGISTRAR = key();
    private static final TestKey ALICE = key();
    private static final String LEDGER = "0123456789abcdef0123456789abcdef";

    @TempDir static Path folder;

    private static ChaincodeService service;
    private static Devnode node;
    private static ManagedChannel channel;
    private static Network network;
    private static Contract contract;

    private static TestKey key() {
        try {
            return new TestKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        TlsFiles tls = Devnode.chaincodeTls(folder, "pcm");
        TlsIdentity identity = new TlsIdentity(tls.certificate(), tls.key(), tls.root());
        service = ChaincodeService.start(ChaincodeService.Options.local("pcm").withTls(identity));
        node =
                Devnode.start(
                        Devnode.Options.in(folder)
                                .withChaincode(
                                        "pcm",
                                        List.of(ChaincodeEndpoint.tls(service.address(), tls))));
        assertThat(node.awaitChaincode("pcm", Duration.ofSeconds(90))).isTrue();
        ClientIdentity client = node.clientIdentity(1);
        channel =
                NettyChannelBuilder.forTarget(node.address())
                        .sslContext(
                                GrpcSslContexts.forClient()
                                        .trustManager(node.tlsRoot().toFile())
                                        .build())
                        .build();
        Gateway gateway =
                Gateway.newInstance()
                        .identity(
                                new X509Identity(
                                        client.mspId(),
                                        Identities.readX509Certificate(
                                                Files.readString(client.certificate()))))
                        .signer(
                                Signers.newPrivateKeySigner(
                                        Identities.readPrivateKey(Files.readString(client.key()))))
                        .connection(channel)
                        .connect();
        network = gateway.getNetwork(node.channel());
        contract = network.getContract("pcm");
    }

    @AfterAll
    static void stop() throws Exception {
        channel.shutdownNow();
        node.close();
        service.close();
    }

    @Test
    @Order(1)
    void nothing_works_before_the_ledger_is_founded() {
        assertThat(refusal("submit", "registry")).startsWith("NotFounded");
    }

    @Test
    @Order(2)
    void a_ledger_is_founded_once() throws Exception {
        byte[] founding = founding(30_000);
        contract.submitTransaction("found", founding);
        contract.submitTransaction("found", founding);
        assertThat(refusal("found", new String(founding(5_000), UTF_8)))
                .startsWith("AlreadyFounded");
        assertThat(contract.evaluateTransaction("page", "ledger")).isEqualTo(founding);
    }

    @Test
    @Order(3)
    void a_signed_submission_travels_through_the_contract_and_back() throws Exception {
        try (CloseableIterator<ChaincodeEvent> events = network.getChaincodeEvents("pcm")) {
            submit("registry", ALICE.submission(LEDGER, "registry", 1, register("alice")));
            Resources pledge = new Resources(4_000, 1_024, 0);
            submit(
                    "lab",
                    ALICE.submission(LEDGER, "lab", 1, new Command.Open(Terms.DEFAULT, pledge)));
            Kind kind = new Kind(new Resources(1_000, 64, 0), 2_000, 60_000);
            Digests specs = Digests.of(new byte[2 * Digests.LENGTH]);
            Command job = new Command.Submit("two", List.of(kind), specs, List.of(), false);
            assertThat(submit("lab", ALICE.submission(LEDGER, "lab", 2, job)))
                    .isEqualTo(new CommandResult.Done(1, List.of()));

            assertThat(eventsOf(events)).hasOnlyElementsOfType(Event.Registered.class);
            assertThat(eventsOf(events)).hasAtLeastOneElementOfType(Event.Opened.class);
            assertThat(eventsOf(events))
                    .filteredOn(Event.Offered.class::isInstance)
                    .singleElement()
                    .extracting(e -> ((Event.Offered) e).tasks())
                    .isEqualTo(TaskSet.run(0, 1));
            assertThat(Head.read(contract.evaluateTransaction("page", "c/lab/head")).version)
                    .isEqualTo(2);
        }
    }

    @Test
    @Order(4)
    void a_transaction_far_from_the_endorsers_clock_fails() {
        assertThat(ClockRule.check(1_000_000, 1_005_001, 5_000)).isPresent();
        assertThat(ClockRule.check(1_000_000, 1_005_000, 5_000)).isEmpty();
    }

    @Test
    @Order(5)
    void unknown_functions_and_lanes_are_refused_by_code() {
        assertThat(refusal("nonsense")).startsWith("UnknownFunction");
        assertThat(refusal("submit", "No Lane")).startsWith("BadLane");
        assertThat(refusal("page")).startsWith("BadKey");
    }

    @Test
    @Order(6)
    void health_is_answered() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + service.healthAddress() + "/health"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    private static byte[] founding(long clockErrorMillis) {
        Founding.Registrar registrar = new Founding.Registrar("Org1", REGISTRAR.key());
        return new Founding(LEDGER, clockErrorMillis, List.of(registrar)).toJson();
    }

    private static Command register(String name) {
        Voucher voucher = new Voucher(LEDGER, name, Tier.EDGE, ALICE.kid(), Long.MAX_VALUE);
        return new Command.Register(
                name, Tier.EDGE, List.of(), REGISTRAR.jws(Voucher.TYPE, voucher.toJson()));
    }

    private static CommandResult submit(String lane, byte[] submission) throws Exception {
        byte[] response = contract.submitTransaction("submit", lane.getBytes(UTF_8), submission);
        Outcome outcome = BatchResult.read(response).outcomes().getFirst();
        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        return ((Outcome.Applied) outcome).results().getFirst();
    }

    private static List<Event> eventsOf(CloseableIterator<ChaincodeEvent> events) {
        return EventBatch.read(events.next().getPayload()).events();
    }

    private static String refusal(String function, String... args) {
        GatewayException e =
                catchThrowableOfType(
                        EndorseException.class, () -> contract.submitTransaction(function, args));
        String message = e.getDetails().getFirst().getMessage();
        return message.substring(message.indexOf(", ") + 2);
    }
}
