package org.pcm.gateway.information.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pcm.gateway.TestNetwork;
import org.pcm.gateway.information.fabric.CommitWatch.Watched;
import org.pcm.gateway.information.port.Fate;

/** Peers that are away or fail beside one that works, over real connections. */
@ExtendWith(TestNetwork.Extension.class)
class FailOverTest {
    private static final String SUBMIT = "submit";
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long SHORT_MILLIS = 200;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Profile devnode;

    @BeforeEach
    void read(TestNetwork network) throws IOException {
        devnode = Profile.read(network.profile());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** A link to these peers, and to the devnode at last. */
    private FabricLink link(String... addresses) throws IOException {
        List<PeerAddress> peers = new ArrayList<>();
        for (String address : addresses) {
            peers.add(new PeerAddress(address, Optional.empty(), Optional.empty(), "OrgXMSP"));
        }
        peers.addAll(devnode.peers());
        FabricLink link =
                FabricLink.open(
                        new Profile(
                                peers,
                                devnode.channel(),
                                devnode.chaincode(),
                                devnode.mspId(),
                                devnode.certificate(),
                                devnode.key(),
                                devnode.endorsers(),
                                devnode.genesis()));
        open.add(link);
        return link;
    }

    private BrokenPeer brokenPeer() throws IOException {
        BrokenPeer peer = new BrokenPeer();
        open.add(peer);
        return peer;
    }

    private static String nobodysAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    private static Fate submit(FabricLink link) {
        return new FabricLedger(link).submit(SUBMIT, List.of(TestNetwork.name("lane")));
    }

    private static String address(PeerLink peer) {
        return peer.peer().address();
    }

    @Test
    void a_transaction_finds_its_way_past_peers_that_are_away_or_broken() throws IOException {
        BrokenPeer broken = brokenPeer();
        FabricLink link = link(nobodysAddress(), broken.address());

        assertThat(submit(link)).isInstanceOf(Fate.Committed.class);

        assertThat(broken.proposals()).isEqualTo(1);
        assertThat(address(link.current())).isNotEqualTo(broken.address());
    }

    @Test
    void where_no_peer_works_nothing_was_sent_and_the_contract_is_not_to_blame()
            throws IOException {
        devnode =
                new Profile(
                        List.of(
                                new PeerAddress(
                                        brokenPeer().address(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        "OrgXMSP")),
                        devnode.channel(),
                        devnode.chaincode(),
                        devnode.mspId(),
                        devnode.certificate(),
                        devnode.key(),
                        List.of(),
                        devnode.genesis());

        assertThat(submit(link(nobodysAddress())))
                .isInstanceOfSatisfying(
                        Fate.NotSent.class, fate -> assertThat(fate.contractBroke()).isFalse());
    }

    @Test
    void what_the_contract_says_no_to_is_told_from_what_peers_cannot_do() throws IOException {
        Fate fate = new FabricLedger(link()).submit("no such function", List.of());

        assertThat(fate)
                .isInstanceOfSatisfying(
                        Fate.NotSent.class,
                        no -> {
                            assertThat(no.contractBroke()).isTrue();
                            assertThat(no.why()).contains("UnknownFunction");
                        });
    }

    @Test
    void a_status_may_be_asked_for_before_the_transaction_is_sent() throws Exception {
        FabricLink link = link();
        Transaction transaction = endorsed(link);
        CompletableFuture<CommitStatusResponse> answer =
                watch(link, transaction.getTransactionId(), PATIENCE_MILLIS).getFirst().answer();
        assertThat(answer).isNotDone();

        var unused = transaction.submitAsync();

        assertThat(answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).getResult())
                .isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void each_peer_answers_for_itself() throws Exception {
        FabricLink link = link(nobodysAddress(), brokenPeer().address());
        Transaction transaction = endorsed(link);
        var unused = transaction.submitAsync();

        List<Watched> watched = watch(link, transaction.getTransactionId(), PATIENCE_MILLIS);

        assertFails(watched.get(0), Status.Code.UNAVAILABLE);
        assertFails(watched.get(1), Status.Code.UNAVAILABLE);
        assertThat(watched.get(2).answer().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).getResult())
                .isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void what_never_comes_has_no_status() throws Exception {
        FabricLink link = link();
        Transaction never = endorsed(link);

        List<Watched> watched = watch(link, never.getTransactionId(), SHORT_MILLIS);

        assertFails(watched.getFirst(), Status.Code.DEADLINE_EXCEEDED);
    }

    /** Endorsed by way of the devnode, which comes last. */
    private Transaction endorsed(FabricLink link) throws Exception {
        return link.of(List.of(devnode.mspId()))
                .getLast()
                .gateway()
                .getNetwork(devnode.channel())
                .getContract(devnode.chaincode())
                .newProposal(SUBMIT)
                .addArguments(TestNetwork.name("lane"))
                .build()
                .endorse();
    }

    private static List<Watched> watch(FabricLink link, String id, long deadlineMillis) {
        List<String> everybody =
                link.profile().peers().stream().map(PeerAddress::mspId).distinct().toList();
        return new CommitWatch(link).watch(id, link.of(everybody), deadlineMillis);
    }

    private static void assertFails(Watched watched, Status.Code code) {
        assertThatThrownBy(() -> watched.answer().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                .isInstanceOf(ExecutionException.class)
                .satisfies(failure ->
                        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(code));
    }
}
