package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Call;
import org.pcm.cooperation.round.Governance;
import org.pcm.participant.Agent;
import org.pcm.participant.HeardCall;
import org.pcm.participant.Site;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.control.CallRule;
import org.pcm.participant.json.Json;

/** Agents hear of calls for participation and answer as their owners say. */
interface CallRequirements {
    /** The ledger, its gateways and its people. */
    World world();

    @Test
    default void p2_a1_agents_answer_a_call_as_their_owners_say_and_work_under_it()
            throws IOException {
        PcmClient joiner = world().person("joiner", Tier.EDGE);
        PcmClient decliner = world().person("decliner", Tier.EDGE);
        PcmClient silent = world().person("silent", Tier.EDGE);
        ObjectNode wanted = Json.object();
        wanted.putObject("attemptsMax").put("atLeast", 2);
        wanted.putObject("call").putObject("membersMin").put("atMost", 3);
        ObjectNode unwanted = wanted.deepCopy().put("rosterMax", 1);
        Site joins =
                site(
                        joiner,
                        rule(unwanted, CallRule.Answer.decline, 0),
                        rule(wanted, CallRule.Answer.join, 2));
        try (Agent second = Agent.start(site(decliner, rule(wanted, CallRule.Answer.decline, 0)));
                Agent third = Agent.start(site(silent))) {
            Scene scene;
            try (Agent first = Agent.start(joins)) {
                scene =
                        new Scene(
                                world(),
                                world().terms()
                                        .withGovernance(
                                                Governance.DEFAULT.withCall(
                                                        new Call(3_600_000, 3))));
                Event.Joined joined =
                        scene.log.await(Event.Joined.class, e -> isOf(joiner, e.name()));
                assertThat(joined.pledge()).isEqualTo(Scene.cpus(2));
                int declined =
                        scene.log
                                .await(Event.Applied.class, e -> isOf(decliner, e.name()))
                                .member();
                scene.log.await(
                        Event.TurnedAway.class,
                        e -> e.member() == declined && e.why().equals("Declined"));
                assertThat(heard(first, scene).answer()).isEqualTo("join");
            }
            assertThat(heard(second, scene).answer()).isEqualTo("decline");
            assertThat(heard(third, scene).answer()).as("its owner decides").isEqualTo("tell");
            assertThat(world().directory.member(scene.cooperation, name(silent))).isEmpty();

            scene.operator.assembly(scene.cooperation).start();
            scene.log.await(Governed.RoundStarted.class, e -> e.roster().size() == 3);
            JobRef job = scene.owner.submit(job(scene));
            try (Agent again = Agent.start(joins)) {
                Event.JobClosed end =
                        scene.log.await(Event.JobClosed.class, e -> e.job() == job.job());
                assertThat(end.done()).as("where it joined it works, also later").isEqualTo(2);
                assertThat(again.status().calls()).as("no call is open any more").isEmpty();
            }
        }
    }

    private static String name(PcmClient person) {
        return person.identity().name().orElseThrow();
    }

    private static boolean isOf(PcmClient person, String name) {
        return name(person).equals(name);
    }

    /** What an agent's status says of the scene's call, once it does. */
    private static HeardCall heard(Agent agent, Scene scene) {
        return Until.present(() ->
                agent.status().calls().stream()
                        .filter(call -> call.cooperation().equals(scene.cooperation))
                        .findFirst());
    }

    private static CallRule rule(JsonNode terms, CallRule.Answer answer, int cpus) {
        return new CallRule(
                List.of(), List.of(), List.of("OPERATOR"), terms, answer, Scene.cpus(cpus));
    }

    private Site site(PcmClient person, CallRule... calls) throws IOException {
        return new Site(
                        name(person),
                        person.identity().file(),
                        world().addresses(),
                        Optional.of(world().ledger.genesis()),
                        List.of(),
                        List.of(),
                        world().folder("work"),
                        64,
                        true)
                .withCalls(List.of(calls));
    }

    private JobFile job(Scene scene) throws IOException {
        ObjectNode job = Json.object().put("name", "job").put("cooperation", scene.cooperation);
        Resources each = Scene.cpus(1);
        job.putObject("defaults")
                .put("milliCpu", each.milliCpu())
                .put("memoryMib", 64)
                .put("estimateMillis", 1_000);
        var tasks = job.putArray("tasks");
        for (int task = 0; task < 2; task++) {
            tasks.addObject().putArray("command").add("true");
        }
        return JobFile.read(
                Files.writeString(world().folder("job").resolve("job.json"), Json.write(job)));
    }
}
