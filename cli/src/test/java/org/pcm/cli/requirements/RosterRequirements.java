package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.participant.client.MemberSummary;
import org.pcm.participant.client.PcmClient;

/** Who coordinates, who is in, and with what. */
interface RosterRequirements {
    /** The ledger, its gateways and its people. */
    World world();

    @Test
    default void p1_three_participants_each_coordinate_a_cooperation_at_the_same_time()
            throws IOException {
        PcmClient stranger = world().person("insider", Tier.MICRO);
        for (Tier tier : List.of(Tier.HPC, Tier.PUBLIC, Tier.MICRO)) {
            PcmClient opener = world().person("opener", tier);
            String cooperation = world().name("own");
            opener.open(cooperation, world().terms(), Scene.cpus(1));
            stranger.join(cooperation, Scene.cpus(1));

            Scene.refused("NotCoordinator", () -> stranger.end(cooperation));
            MemberSummary coordinator =
                    Until.present(() ->
                            world().directory
                                    .member(cooperation, opener.identity().name().orElseThrow()));
            assertThat(world().directory.cooperation(cooperation).orElseThrow().coordinator())
                    .isEqualTo(coordinator.member());
        }
    }

    @Test
    default void p3_pledges_change_and_members_leave_while_tasks_run() throws IOException {
        Scene scene = new Scene(world());
        PcmClient worker = scene.worker(2);
        long job = scene.job(6, Scene.MINUTE);
        assertThat(scene.offer(worker, job).tasks().size()).isEqualTo(2);
        scene.say(worker, new Command.Accept(job, TaskSet.run(0, 1)));

        scene.say(worker, new Command.Pledge(Scene.cpus(1)));
        scene.say(worker, new Command.Complete(job, TaskSet.of(0), Scene.digests(1, 3)));
        assertThat(scene.offers(job)).as("one runs and one fits: nothing is free").hasSize(1);

        scene.say(worker, new Command.Pledge(Scene.cpus(3)));
        Event.Offered more =
                scene.log.await(Event.Offered.class, e -> e.job() == job && e.tasks().contains(2));
        assertThat(more.tasks()).isEqualTo(TaskSet.run(2, 3));

        scene.say(worker, new Command.Leave());
        scene.log.await(Event.Returned.class, e -> e.tasks().equals(more.tasks()));
        assertThat(scene.log.events(Event.Left.class)).as("task 1 still runs").isEmpty();
        scene.say(worker, new Command.Complete(job, TaskSet.of(1), Scene.digests(1, 4)));
        scene.log.await(Event.Left.class, e -> e.member() == scene.numberOf(worker));
        scene.carryOut(job, scene.worker(4));
        assertThat(scene.summary(job).done()).isEqualTo(6);
    }

    @Test
    default void p7_a10_a11_who_qualifies_enters_the_roster_and_who_leaves_is_out()
            throws IOException {
        PcmClient opener = world().person("opener", Tier.HPC);
        String cooperation = world().name("strict");
        Terms terms = world().terms().withTiers(List.of(Tier.HPC, Tier.EDGE)).withRosterMax(2);
        opener.open(cooperation, terms, Scene.cpus(1));
        PcmClient cloud = world().person("cloud", Tier.PUBLIC);
        PcmClient edge = world().person("edge", Tier.EDGE);
        PcmClient late = world().person("late", Tier.EDGE);

        Scene.refused("TierNotAdmitted", () -> cloud.join(cooperation, Scene.cpus(1)));
        edge.join(cooperation, Scene.cpus(3));
        Scene.refused("RosterFull", () -> late.join(cooperation, Scene.cpus(1)));

        String name = edge.identity().name().orElseThrow();
        MemberSummary entered = Until.present(() -> world().directory.member(cooperation, name));
        assertThat(entered.pledge()).isEqualTo(Scene.cpus(3));
        assertThat(entered.weight()).isEqualTo(1_000);
        edge.leave(cooperation);
        Until.holds(() ->
                world().directory.member(cooperation, name).orElseThrow().state().equals("LEFT"));
        late.join(cooperation, Scene.cpus(1));
    }
}
