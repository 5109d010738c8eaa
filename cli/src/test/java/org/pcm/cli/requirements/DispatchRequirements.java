package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.pcm.cli.Pcm;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.client.TaskExplanation;
import org.pcm.participant.information.Settled;

/** Who is offered what, and what an answer does. */
interface DispatchRequirements {
    /** The ledger, its gateways and its people. */
    World world();

    @Test
    default void p8_a7_a9_b14_a_refused_task_does_not_run_costs_weight_and_goes_to_another()
            throws IOException {
        Scene scene = new Scene(world());
        PcmClient one = scene.worker(1);
        PcmClient two = scene.worker(1);
        long job = scene.job(1, Scene.MINUTE);
        Event.Offered first = scene.log.await(Event.Offered.class, e -> e.job() == job);
        PcmClient refuser = first.member() == scene.numberOf(one) ? one : two;
        PcmClient other = refuser == one ? two : one;

        Settled refusal = scene.say(refuser, new Command.Reject(job, first.tasks(), "Busy"));

        Event.WeightChanged fall =
                scene.log.await(
                        Event.WeightChanged.class, e -> e.member() == scene.numberOf(refuser));
        assertThat(fall.cause()).isEqualTo(WeightCause.reject);
        assertThat(fall.to()).isLessThan(fall.from());
        assertThat(refusal.cursor().orElseThrow().block())
                .as("the weight falls in the transaction of the answer")
                .isEqualTo(
                        scene.log
                                .awaitNotice(
                                        Event.WeightChanged.class,
                                        e -> e.member() == scene.numberOf(refuser))
                                .cursor()
                                .block());
        scene.offer(other, job);
        scene.carryOut(other, job, first.tasks());
        assertThat(scene.log.await(Event.JobClosed.class, e -> e.job() == job).done()).isOne();
        assertThat(scene.log.events(Event.Accepted.class))
                .extracting(Event.Accepted::member)
                .containsExactly(scene.numberOf(other));
        assertThat(scene.log.events(Event.WeightChanged.class))
                .filteredOn(e -> e.member() == scene.numberOf(other))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.to()).isGreaterThan(e.from()));
    }

    @Test
    default void b5_the_contract_explains_why_a_task_waits_and_who_could_have_it()
            throws IOException {
        Scene scene = new Scene(world());
        PcmClient worker = scene.worker(1);
        JobRef job = new JobRef(scene.cooperation, scene.job(2, Scene.MINUTE));
        scene.offer(worker, job.job());

        TaskExplanation waiting = world().directory.explain(job, 1).orElseThrow();
        assertThat(waiting.members())
                .extracting(TaskExplanation.OfMember::member, TaskExplanation.OfMember::is)
                .contains(tuple(scene.numberOf(worker), "full"));
        assertThat(world().directory.explain(job, 0).orElseThrow().members())
                .extracting(TaskExplanation.OfMember::member, TaskExplanation.OfMember::is)
                .contains(tuple(scene.numberOf(worker), "holds"));
        assertThat(world().directory.explain(job, 2)).isEmpty();
        PcmClient idle = scene.worker(2);
        scene.offer(idle, job.job());
        assertThat(world().directory.explain(job, 1).orElseThrow().members())
                .extracting(TaskExplanation.OfMember::member, TaskExplanation.OfMember::is)
                .contains(tuple(scene.numberOf(idle), "holds"));
    }

    @Test
    default void p9_of_two_with_equal_resources_the_one_with_more_weight_gets_more()
            throws IOException {
        Scene scene = new Scene(world());
        PcmClient one = scene.worker(100);
        PcmClient two = scene.worker(100);
        long test = scene.job(1, 30 * Scene.MINUTE);
        Event.Offered first = scene.log.await(Event.Offered.class, e -> e.job() == test);
        PcmClient diligent = first.member() == scene.numberOf(one) ? one : two;
        scene.carryOut(test, diligent);
        Until.holds(() -> scene.member(diligent).weight() > 1_000);
        double share =
                (double) scene.member(diligent).weight()
                        / (scene.member(one).weight() + scene.member(two).weight());
        assertThat(share).isGreaterThan(0.55);

        long job = scene.job(99, 30 * Scene.MINUTE);

        Until.holds(() -> offered(scene, job, -1) == 99);
        assertThat(1 + offered(scene, job, scene.numberOf(diligent)))
                .as("of 100 tasks in all, at a share of %s", share)
                .isBetween((int) (100 * share) - 5, (int) (100 * share) + 5);
    }

    /** How many tasks were offered to a member, or to all. */
    private static int offered(Scene scene, long job, int member) {
        return scene.offers(job).stream()
                .filter(e -> member < 0 || e.member() == member)
                .mapToInt(e -> e.tasks().size())
                .sum();
    }

    @Test
    default void a5_what_is_offered_never_exceeds_what_is_free() throws IOException {
        Scene scene = new Scene(world());
        PcmClient small = scene.worker(2);
        PcmClient large = scene.worker(4);
        long job = scene.job(24, 1_000);

        scene.carryOut(job, small, large);

        Map<Integer, Integer> held = new HashMap<>();
        Map<Integer, Integer> most = new HashMap<>();
        for (Event.OfHolder event : scene.log.events(Event.OfHolder.class)) {
            if (event instanceof Event.Offered) {
                held.merge(event.member(), event.tasks().size(), Integer::sum);
            } else if (event instanceof Event.Completed) {
                held.merge(event.member(), -event.tasks().size(), Integer::sum);
            }
            held.forEach((member, tasks) -> most.merge(member, tasks, Math::max));
        }
        assertThat(most).containsEntry(scene.numberOf(small), 2);
        assertThat(most).containsEntry(scene.numberOf(large), 4);
        assertThat(held.values()).containsOnly(0);
    }

    @Test
    default void p8_of_twenty_who_grab_through_two_gateways_four_get_a_slot_and_none_loses_weight()
            throws IOException {
        Scene scene = new Scene(world(), Scene.grabbing(world().terms()));
        List<PcmClient> racers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            URI gateway = world().addresses().get(i % 2);
            racers.add(scene.join(world().person("racer", Tier.EDGE, List.of(gateway)), 1));
        }
        long job = scene.job(4, Scene.MINUTE);
        Command.Grab grab = new Command.Grab(job, TaskSet.run(0, 3));

        List<CompletableFuture<Settled>> pending =
                racers.stream()
                        .map(racer -> racer.lane(scene.cooperation).send(List.of(grab)))
                        .toList();
        List<Settled> settled = pending.stream().map(CompletableFuture::join).toList();

        List<PcmClient> winners = new ArrayList<>();
        for (int i = 0; i < racers.size(); i++) {
            if (first(settled.get(i)) instanceof CommandResult.Done) {
                winners.add(racers.get(i));
            } else {
                int loser = i;
                Scene.refused("TaskTaken", () -> settled.get(loser).only());
            }
        }
        Until.holds(() -> scene.log.events(Planned.Grabbed.class).size() >= 4);
        List<Planned.Grabbed> granted = scene.log.events(Planned.Grabbed.class);
        assertThat(granted)
                .extracting(Planned.Grabbed::member)
                .hasSize(4)
                .containsExactlyInAnyOrderElementsOf(
                        winners.stream().map(scene::numberOf).toList());
        for (Planned.Grabbed each : granted) {
            scene.say(
                    winners.stream()
                            .filter(racer -> scene.numberOf(racer) == each.member())
                            .findFirst()
                            .orElseThrow(),
                    new Command.Complete(job, each.tasks(), Scene.digests(1, 2)));
        }
        assertThat(scene.log.await(Event.JobClosed.class, e -> e.job() == job).done()).isEqualTo(4);
        assertThat(scene.log.events(Event.WeightChanged.class))
                .extracting(Event.WeightChanged::member)
                .as("weights that moved")
                .isNotEmpty()
                .isSubsetOf(granted.stream().map(Planned.Grabbed::member).toList());
        assertThat(scene.log.events(Planned.Grabbed.class)).isEqualTo(granted);
        assertThat(racers)
                .filteredOn(racer -> !winners.contains(racer))
                .hasSize(16)
                .allSatisfy(loser -> assertThat(scene.member(loser).weight()).isEqualTo(1_000));
        Pcm.run("audit", "--peer", world().ledger.profile(), "--genesis", world().ledger.genesis())
                .with(0);
    }

    private static CommandResult first(Settled settled) {
        return ((Outcome.Applied) settled.outcome()).results().getFirst();
    }
}
