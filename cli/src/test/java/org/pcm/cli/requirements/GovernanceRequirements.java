package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.pcm.cli.Pcm;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Call;
import org.pcm.cooperation.round.Governance;
import org.pcm.cooperation.round.Rules;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.information.Notice;

/** How a cooperation is called, goes from round to round and changes its coordinator. */
interface GovernanceRequirements {
    /** The ledger, its gateways and its people. */
    World world();

    @Test
    default void p2_a1_a_call_reaches_all_and_work_starts_with_those_who_agreed()
            throws IOException {
        Terms called =
                world().terms().withGovernance(Governance.DEFAULT.withCall(new Call(3_600_000, 3)));
        Scene scene = new Scene(world(), called);
        PcmClient ada = world().person("ada", Tier.EDGE);
        PcmClient bob = world().person("bob", Tier.PUBLIC);
        try (LaneLog stranger = new LaneLog(world().gateways, scene.cooperation)) {
            stranger.await(Governed.CallOpened.class, call -> true);
        }

        bob.assembly(scene.cooperation).decline(1);
        Scene.refused("TooFewMembers", () -> scene.operator.assembly(scene.cooperation).start());
        scene.join(ada, 2);
        Scene.refused("NoRound", () -> scene.job(2, Scene.MINUTE));
        scene.operator.assembly(scene.cooperation).start();

        Governed.RoundStarted started = scene.log.await(Governed.RoundStarted.class, e -> true);
        assertThat(started.coordinator()).isEqualTo(scene.member(scene.operator).member());
        assertThat(started.roster().size()).as("opener, owner and Ada").isEqualTo(3);
        assertThat(started.roster().contains(scene.numberOf(ada))).isTrue();
        assertThat(started.terms().governance().end()).isNotNull();
        assertThat(started.terms().governance().admission()).isNotNull();
        assertThat(started.terms().governance().reelection()).isNotNull();
        assertThat(scene.member(bob).state()).as("he wanted no part").isEqualTo("LEFT");
        scene.carryOut(scene.job(2, Scene.MINUTE), ada);
    }

    @Test
    default void p4_a_vote_changes_the_coordinator_and_leaves_jobs_alone() throws IOException {
        Scene scene = new Scene(world());
        PcmClient ada = scene.worker(2);
        PcmClient bob = scene.join(world().person("bob", Tier.HPC), 1);
        long job = scene.job(2, Scene.MINUTE);
        TaskSet offered = scene.offer(ada, job).tasks();
        scene.say(ada, new Command.Accept(job, offered));

        scene.operator.assembly(scene.cooperation).resign();
        scene.log.await(Governed.ElectionCalled.class, e -> true);
        for (PcmClient voter : new PcmClient[] {scene.owner, ada, bob}) {
            voter.assembly(scene.cooperation).vote(scene.numberOf(bob));
        }

        Governed.Elected elected = scene.log.await(Governed.Elected.class, e -> true);
        assertThat(elected.coordinator()).isEqualTo(scene.numberOf(bob));
        Scene.refused(
                "NotCoordinator", () -> scene.operator.assembly(scene.cooperation).endRound());
        scene.say(ada, new Command.Complete(job, offered, Scene.digests(offered.size(), 3)));
        scene.carryOut(job, ada, bob);
        assertThat(scene.summary(job).done()).isEqualTo(2);
        bob.assembly(scene.cooperation).endRound();
    }

    @Test
    default void p4_a_virtual_operator_stands_in_as_proxy_until_it_is_recalled()
            throws IOException {
        PcmClient opener = world().person("opener", Tier.HPC);
        PcmClient proxy = world().person("proxy", Tier.OPERATOR);
        String cooperation = world().name("proxied");
        opener.open(cooperation, world().terms(), Scene.cpus(1));
        proxy.join(cooperation, Resources.NONE);
        LaneLog log = world().log(cooperation);
        int number = number(log, proxy);
        int openers = number(log, opener);

        opener.assembly(cooperation).appoint(number);
        assertThat(log.await(Governed.ProxyAppointed.class, e -> true))
                .isEqualTo(new Governed.ProxyAppointed(openers, number));
        Scene.refused("NotCoordinator", () -> opener.assembly(cooperation).endRound());
        proxy.assembly(cooperation).endRound();
        opener.assembly(cooperation).recall();
        assertThat(log.await(Governed.ProxyRecalled.class, e -> true).coordinator())
                .isEqualTo(openers);
        Scene.refused("NotCoordinator", () -> proxy.assembly(cooperation).endRound());
    }

    @Test
    default void a12_the_next_round_is_agreed_while_this_one_works_and_begins_without_a_gap()
            throws IOException {
        Scene scene = new Scene(world());
        PcmClient ada = scene.worker(2);
        PcmClient bob = scene.worker(2);
        long job = scene.job(4, Scene.MINUTE);
        TaskSet running = scene.offer(ada, job).tasks();
        scene.say(ada, new Command.Accept(job, running));

        Terms next = world().terms().withOffersMax(7);
        long proposal = scene.agreeOn(next, ada, scene.operator, scene.owner);
        bob.assembly(scene.cooperation).decline(proposal);
        scene.log.await(Governed.Adopted.class, e -> e.proposal() == proposal);
        assertThat(scene.log.events(Governed.RoundEnded.class)).as("the round goes on").isEmpty();
        scene.operator.assembly(scene.cooperation).endRound();

        Notice ended = scene.log.awaitNotice(Governed.RoundEnded.class, e -> true);
        Notice started =
                scene.log.awaitNotice(Governed.RoundStarted.class, e -> e.terms().equals(next));
        assertThat(started.version()).as("one batch: no gap").isEqualTo(ended.version());
        Governed.RoundStarted second =
                scene.log.await(Governed.RoundStarted.class, e -> e.terms().equals(next));
        assertThat(second.roster().contains(scene.numberOf(bob)))
                .as("who declined is in no round whose terms it declined")
                .isFalse();
        scene.say(ada, new Command.Complete(job, running, Scene.digests(running.size(), 3)));
        scene.carryOut(job, ada);
        assertThat(scene.summary(job).done()).isEqualTo(4);
    }

    /**
     * P11 too: newer rules are terms like others, so they come by the members' word and with a
     * round, not with a new program.
     */
    @Test
    default void a12_newer_rules_enter_with_a_round_while_jobs_run() throws IOException {
        Scene scene = new Scene(world(), world().terms().underFirstRules());
        PcmClient ada = scene.worker(4);
        long job = scene.job(4, Scene.MINUTE);
        TaskSet running = scene.offer(ada, job).tasks();
        scene.say(ada, new Command.Accept(job, running));
        Scene.refused("NotInTerms", () -> scene.operator.assembly(scene.cooperation).endRound());

        scene.agreeOn(world().terms(), ada, scene.operator);

        Governed.RoundStarted started = scene.log.await(Governed.RoundStarted.class, e -> true);
        assertThat(started.terms().rules()).isEqualTo(Rules.WHOLE);
        assertThat(started.round()).as("the first had no beginning of its own").isEqualTo(2);
        scene.say(ada, new Command.Complete(job, running, Scene.digests(running.size(), 3)));
        scene.carryOut(job, ada);
        assertThat(scene.summary(job).done()).isEqualTo(4);
        scene.operator.assembly(scene.cooperation).endRound();
        scene.log.await(Governed.RoundStarted.class, e -> e.round() == 3);
        TestLedger ledger = world().ledger;
        Pcm.run("audit", "--peer", ledger.profile(), "--genesis", ledger.genesis()).with(0);
    }

    private static int number(LaneLog log, PcmClient person) {
        String name = person.identity().name().orElseThrow();
        return log.await(Event.Joined.class, joined -> joined.name().equals(name)).member();
    }
}
