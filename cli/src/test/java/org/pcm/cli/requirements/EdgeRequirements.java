package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.gateway.Gateway;
import org.pcm.participant.Agent;
import org.pcm.participant.Site;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.client.TaskOutcome;
import org.pcm.participant.control.Rule;
import org.pcm.participant.control.Rules;

/** What an agent does, and that nothing is lost when it or its gateway starts again. */
interface EdgeRequirements {
    /** The ledger, its gateways and its people. */
    World world();

    @Test
    default void p6_nothing_is_lost_or_handled_twice_when_gateway_and_agent_start_again()
            throws Exception {
        Scene scene = new Scene(world());
        String own = world().name("gateway");
        Gateway gateway = world().gateway(own, 0);
        URI address = URI.create(gateway.url());
        PcmClient provider = world().person("provider", Tier.EDGE);
        Site site = site(provider, scene.cooperation, Scene.cpus(2), List.of(address), List.of());
        Agent agent = Agent.start(site);
        try {
            PcmClient owner = world().person("owner", Tier.CONSUMER, List.of(address));
            owner.join(scene.cooperation, Resources.NONE);
            JobRef job = owner.submit(job(scene, 6, 64, "sleep 0.5; echo done"));
            scene.log.await(Event.Completed.class, e -> e.job() == job.job());

            gateway.close();
            agent.close();
            gateway = world().gateway(own, address.getPort());
            agent = Agent.start(site);

            scene.log.await(Event.JobClosed.class, e -> e.job() == job.job() && e.done() == 6);
            assertThat(starts(scene, job)).as("attempts of each task").containsOnly(1).hasSize(6);
        } finally {
            agent.close();
            gateway.close();
        }
    }

    /** How often each task was accepted, and so started. */
    private static List<Integer> starts(Scene scene, JobRef job) {
        Map<Integer, Integer> starts = new HashMap<>();
        scene.log.events(Event.Accepted.class).stream()
                .filter(e -> e.job() == job.job())
                .flatMapToInt(e -> e.tasks().stream())
                .forEach(task -> starts.merge(task, 1, Integer::sum));
        return List.copyOf(starts.values());
    }

    @Test
    default void p10_a6_a8_b7_b8_b9_b10_b11_b13_an_agent_judges_runs_and_returns_the_result()
            throws IOException {
        Scene scene = new Scene(world());
        PcmClient choosy = world().person("choosy", Tier.MICRO);
        PcmClient able = world().person("able", Tier.EDGE);
        try (Agent small =
                        Agent.start(
                                site(
                                        choosy,
                                        scene.cooperation,
                                        Scene.cpus(4),
                                        world().addresses(),
                                        List.of(Rules.memoryAtMost(64))));
                Agent large =
                        Agent.start(
                                site(
                                        able,
                                        scene.cooperation,
                                        Scene.cpus(4),
                                        world().addresses(),
                                        List.of()))) {
            Until.holds(() -> world().directory.members(scene.cooperation).size() == 4);
            JobRef job = scene.owner.submit(job(scene, 4, 128, "echo result of {} > out.txt"));
            List<TaskOutcome> outcomes = new ArrayList<>();
            scene.owner.follow(job, event -> {});
            Path results = world().folder("results");
            outcomes.addAll(scene.owner.fetch(job, results));

            assertThat(outcomes).hasSize(4);
            for (int task = 0; task < 4; task++) {
                assertThat(results.resolve(task + "/out.txt")).hasContent("result of " + task);
            }
            int judge = scene.member(choosy).member();
            assertThat(scene.log.events(Event.Rejected.class))
                    .as("the evaluation, with its reason")
                    .isNotEmpty()
                    .allSatisfy(e -> {
                        assertThat(e.member()).isEqualTo(judge);
                        assertThat(e.reason()).isEqualTo("TooLarge");
                    });
            assertThat(small.status().isIdle()).isTrue();
            assertThat(large.status().isIdle()).isTrue();
        }
    }

    @Test
    default void p8_agents_grab_a_job_and_run_a_gang_together() throws IOException {
        Scene scene = new Scene(world(), Scene.grabbing(world().terms()));
        PcmClient one = world().person("one", Tier.EDGE);
        PcmClient two = world().person("two", Tier.EDGE);
        try (Agent first = Agent.start(plain(one, scene));
                Agent second = Agent.start(plain(two, scene))) {
            JobRef job = scene.owner.submit(job(scene, 6, 64, "sleep 0.5; echo {} > out.txt"));
            scene.owner.follow(job, event -> {});
            JobRef gang =
                    scene.owner.submit(
                            new JobFile(
                                    "gang",
                                    scene.cooperation,
                                    job(scene, 4, 64, "echo {} > out.txt").tasks(),
                                    new Traits(0, true, List.of())));
            scene.owner.follow(gang, event -> {});

            results(scene, job, 6);
            results(scene, gang, 4);
            List<Planned.Grabbed> grabbed = scene.log.events(Planned.Grabbed.class);
            assertThat(grabbed)
                    .extracting(Planned.Grabbed::member)
                    .contains(scene.member(one).member(), scene.member(two).member());
            assertThat(scene.log.events(Event.Offered.class))
                    .as("only a gang is offered here")
                    .isNotEmpty()
                    .allSatisfy(e -> assertThat(e.job()).isEqualTo(gang.job()));
            assertThat(scene.log.events(Planned.Started.class)).hasSize(1);
            assertThat(scene.log.events(Event.Failed.class)).isEmpty();
            Until.holds(() -> first.status().isIdle() && second.status().isIdle());
        }
    }

    private Site plain(PcmClient person, Scene scene) throws IOException {
        return site(person, scene.cooperation, Scene.cpus(2), world().addresses(), List.of());
    }

    /** Each task of a job is done, and wrote its number. */
    private void results(Scene scene, JobRef job, int tasks) throws IOException {
        Path results = world().folder("results");
        scene.owner.fetch(job, results);
        for (int task = 0; task < tasks; task++) {
            assertThat(results.resolve(task + "/out.txt")).hasContent(Integer.toString(task));
        }
    }

    private Site site(
            PcmClient person,
            String cooperation,
            Resources pledge,
            List<URI> gateways,
            List<Rule> rules)
            throws IOException {
        return new Site(
                person.identity().name().orElseThrow(),
                person.identity().file(),
                gateways,
                Optional.of(world().ledger.genesis()),
                List.of(new Site.Engaged(cooperation, pledge)),
                rules,
                world().folder("work"),
                64,
                true);
    }

    /** A job whose tasks run a shell line, in which {@code {}} is the task's number. */
    private JobFile job(Scene scene, int tasks, int memoryMib, String line) throws IOException {
        Path folder = world().folder("job");
        StringBuilder list = new StringBuilder();
        for (int task = 0; task < tasks; task++) {
            list.append(task == 0 ? "" : ",")
                    .append("{\"command\":[\"sh\",\"-c\",\"")
                    .append(line.replace("{}", Integer.toString(task)))
                    .append("\"]}");
        }
        String outputs = line.contains("out.txt") ? "\"outputs\":[\"out.txt\"]," : "";
        return JobFile.read(
                Files.writeString(
                        folder.resolve("job.json"),
                        "{\"name\":\"job\",\"cooperation\":\""
                                + scene.cooperation
                                + "\",\"defaults\":{"
                                + outputs
                                + "\"milliCpu\":1000,\"memoryMib\":"
                                + memoryMib
                                + ",\"estimateMillis\":1000},\"tasks\":["
                                + list
                                + "]}"));
    }
}
