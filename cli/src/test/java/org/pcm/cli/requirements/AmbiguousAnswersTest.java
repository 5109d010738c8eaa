package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.Pcm;
import org.pcm.cli.network.RealLedger;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.network.FabricPrograms;
import org.pcm.network.LocalNetwork;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.information.Settled;

/**
 * Under load, the network's answers to the gateways tell less than what happened: they are lost on
 * the way, or say that a transaction failed which is ordered later. Every submission takes effect,
 * and once.
 */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AmbiguousAnswersTest {
    private static final long SEED = 20_261_122;
    private static final int MEMBERS = 6;
    private static final int EACH = 36;
    private static final long PATIENCE_SECONDS = 120;
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(8);

    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch third = new CountDownLatch(MEMBERS * EACH / 3);
    private final CountDownLatch done = new CountDownLatch(MEMBERS * EACH);
    private RealLedger ledger;
    private BadLines lines;
    private World world;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        assumeThat(FabricPrograms.find()).as(FabricPrograms.howToGetThem()).isPresent();
        ledger =
                RealLedger.up(
                        LocalNetwork.Options.in(folder.resolve("network")).withBasePort(0),
                        step -> {});
        lines = new BadLines(ledger, SEED);
        world = new World(lines, folder);
    }

    @AfterAll
    void end() throws IOException {
        people.shutdownNow();
        if (world != null) {
            world.close();
        } else if (ledger != null) {
            ledger.close();
        }
    }

    @Test
    @Timeout(420)
    void every_submission_takes_effect_once() throws Exception {
        Scene scene = new Scene(world);
        List<PcmClient> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(scene.worker(1));
        }

        List<CompletableFuture<List<Settled>>> all =
                members.stream()
                        .map(member ->
                                CompletableFuture.supplyAsync(() -> pledges(scene, member), people))
                        .toList();
        assertThat(third.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        theQuorumIsAwayForAWhile();
        List<Settled> settled = new ArrayList<>();
        for (CompletableFuture<List<Settled>> each : all) {
            settled.addAll(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        lines.mend();

        assertThat(lines.lost()).as("answers that were lost").isPositive();
        assertThat(settled)
                .extracting(Settled::outcome)
                .hasOnlyElementsOfType(Outcome.Applied.class);
        eachTookEffectOnce(scene, members);
        Until.holds(() -> height(1) == height(2) && height(2) == height(3));
        Pcm.run("audit", "--peer", ledger.profile(), "--genesis", lines.genesis()).with(0);
    }

    /** Different pledges, one after the other. */
    private List<Settled> pledges(Scene scene, PcmClient member) {
        List<Settled> settled = new ArrayList<>();
        for (int i = 1; i <= EACH; i++) {
            settled.add(member.lane(scene.cooperation).submit(new Command.Pledge(pledge(i))));
            third.countDown();
            done.countDown();
        }
        return settled;
    }

    private static Resources pledge(int i) {
        return new Resources(1_000, 1_000 + i, 0);
    }

    /**
     * Two orderers of four are killed: the others take transactions and cannot order them, and the
     * gateways hear of failures. Once the two are back, what was said to have failed is ordered.
     */
    private void theQuorumIsAwayForAWhile() throws Exception {
        LocalNetwork network = ledger.network();
        network.process("orderer3").kill();
        network.process("orderer4").kill();
        awaitStall();
        try (PeerClient client = new PeerClient(ledger.profile())) {
            Transaction witness = client.emptyBatch();
            assertThatThrownBy(witness::submitAsync).isInstanceOf(SubmitException.class);
            network.process("orderer3").start();
            network.process("orderer4").start();
            assertThat(client.status(witness.getTransactionId()))
                    .as("what became of a transaction that was said to have failed")
                    .isEqualTo(TxValidationCode.VALID);
        }
    }

    /** Waits until nothing has been ordered for a while, though members go on. */
    private void awaitStall() {
        long[] last = {height(1), System.nanoTime()};
        Until.holds(() -> {
            long now = height(1);
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > STALL_NANOS;
        });
        assertThat(done.getCount()).as("submissions that wait").isPositive();
    }

    private long height(int organisation) {
        try {
            OptionalLong height = ledger.network().height(organisation);
            return height.orElse(-organisation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -organisation;
        }
    }

    private static void eachTookEffectOnce(Scene scene, List<PcmClient> members) {
        for (PcmClient member : members) {
            int number = scene.numberOf(member);
            scene.log.await(
                    Event.PledgeChanged.class,
                    e -> e.member() == number && e.pledge().equals(pledge(EACH)));
            List<Resources> changes =
                    scene.log.events(Event.PledgeChanged.class).stream()
                            .filter(e -> e.member() == number)
                            .map(Event.PledgeChanged::pledge)
                            .toList();
            assertThat(changes)
                    .as("what member %d pledged, in order", number)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, EACH)
                                    .mapToObj(AmbiguousAnswersTest::pledge)
                                    .toList());
        }
    }
}
