package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.Pcm;
import org.pcm.cli.network.RealLedger;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.round.Rules;
import org.pcm.cooperation.submission.Command;
import org.pcm.network.LocalNetwork;
import org.pcm.network.process.NetworkProcess;
import org.pcm.participant.client.PcmClient;

/** The network changes below work that goes on: its contract is replaced, its leader is lost. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedNetwork.class)
class MovingNetworkTest {
    private static final int HELD = 4;

    private final LocalNetwork network;
    private final World world;
    private final Work work;

    MovingNetworkTest(RealLedger ledger, @TempDir Path folder) throws IOException {
        this.network = ledger.network();
        this.world = new World(new RealTestLedger(ledger), folder);
        this.work = new Work(ledger, world);
    }

    @AfterAll
    void end() throws IOException {
        world.close();
    }

    /** One job spans the whole upgrade, others begin and end while it goes on. */
    @Test
    void the_contract_is_upgraded_while_jobs_run_and_no_task_is_lost() throws Exception {
        int before = sequence();
        Scene scene = new Scene(world);
        PcmClient worker = scene.worker(HELD);
        long job = scene.job(HELD, 10 * Scene.MINUTE);
        Event.Offered held = scene.offer(worker, job);
        scene.say(worker, new Command.Accept(job, held.tasks()));

        CompletableFuture<Pcm.Ran> upgrade = upgrade();
        do {
            work.aJobEndsRight();
        } while (!upgrade.isDone());

        upgrade.join().with(0);
        assertThat(sequence()).isEqualTo(before + 1);
        scene.say(worker, new Command.Complete(job, held.tasks(), Scene.digests(HELD, 2)));
        Event.JobClosed end = scene.log.await(Event.JobClosed.class, e -> e.job() == job);
        assertThat(end.done()).isEqualTo(HELD);
        Work.eachTaskIsDoneOnce(scene, HELD);
        work.aJobEndsRight();
        work.theLedgerIsSound();
        Pcm.run("network", "status", "--data", network.data()).with(0);
    }

    /**
     * Requirements A12 and P11: a cooperation under rules 1 comes under rules 2 by its members'
     * word, at a round's start, while the organisations' programs are replaced one after the other
     * and its job runs on. (The programs before and after know both rules; what the first program
     * wrote, the arbiter's golden fixtures hold.)
     */
    @Test
    void newer_rules_enter_with_a_round_while_the_contract_is_upgraded() throws Exception {
        int before = sequence();
        Scene scene = new Scene(world, world.terms().underFirstRules());
        PcmClient worker = scene.worker(HELD);
        long job = scene.job(HELD, 10 * Scene.MINUTE);
        Event.Offered held = scene.offer(worker, job);
        scene.say(worker, new Command.Accept(job, held.tasks()));

        CompletableFuture<Pcm.Ran> upgrade = upgrade();
        scene.agreeOn(world.terms(), worker, scene.operator);
        Governed.RoundStarted second = scene.log.await(Governed.RoundStarted.class, e -> true);
        assertThat(upgrade).as("the upgrade goes on").isNotDone();
        assertThat(second.terms().rules()).isEqualTo(Rules.WHOLE);
        do {
            work.aJobEndsRight();
        } while (!upgrade.isDone());

        upgrade.join().with(0);
        assertThat(sequence()).isEqualTo(before + 1);
        scene.say(worker, new Command.Complete(job, held.tasks(), Scene.digests(HELD, 2)));
        assertThat(scene.log.await(Event.JobClosed.class, e -> e.job() == job).done())
                .isEqualTo(HELD);
        scene.operator.assembly(scene.cooperation).endRound();
        scene.log.await(Governed.RoundStarted.class, e -> e.round() == second.round() + 1);
        work.theLedgerIsSound();
    }

    private CompletableFuture<Pcm.Ran> upgrade() {
        return CompletableFuture.supplyAsync(
                () -> Pcm.run("network", "upgrade", "--data", network.data()),
                task -> Thread.ofPlatform().start(task));
    }

    private int sequence() throws IOException {
        return network.chaincodes().getFirst().sequence();
    }

    @Test
    void work_goes_on_when_the_orderers_leader_is_gone_for_good() throws Exception {
        int leader = leader();
        NetworkProcess gone = network.process("orderer" + leader);
        gone.kill();
        try {
            work.aJobEndsRight();
            Until.holds(() -> leader() != leader);
            work.aJobEndsRight();
            assertThat(Pcm.run("network", "status", "--data", network.data()).with(1).out())
                    .containsPattern("orderer" + leader + " .*does not run");
        } finally {
            Pcm.run("network", "up", "--data", network.data());
        }
        Pcm.run("network", "status", "--data", network.data()).with(0);
        work.theLedgerIsSound();
    }

    /** Orderers that have just changed it may not tell at once. */
    private int leader() {
        return Until.present(() -> {
            try {
                OptionalInt leader = network.leader();
                return leader.isPresent()
                        ? Optional.of(leader.getAsInt())
                        : Optional.<Integer>empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }
}
