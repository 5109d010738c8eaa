package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.JobSummary;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.client.TaskOutcome;
import org.pcm.participant.json.Json;

/** An agent that is killed loses no task and starts no attempt twice. */
@ExtendWith(LocalNetwork.Extension.class)
@Tag("slow")
class KilledAgentTest {

    private static final Resources PLEDGE = new Resources(4_000, 1_024, 0);
    private static final int TASKS = 12;

    @TempDir Path folder;
    private final LocalNetwork network;
    private final String cooperation = LocalNetwork.name("lab");
    private PcmClient provider;
    private PcmClient submitter;
    private AgentProcess agent;

    KilledAgentTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void startAgent() throws IOException {
        provider = network.participant(folder, "provider", Tier.MICRO);
        provider.open(cooperation, LocalNetwork.BRISK, PLEDGE);
        submitter = network.participant(folder, "submitter", Tier.CONSUMER);
        submitter.join(cooperation, Resources.NONE);
        Files.writeString(site(), Json.pretty(siteFile()));
        agent = AgentProcess.start(site());
    }

    @AfterEach
    void stopAll() {
        agent.kill();
        provider.close();
        submitter.close();
    }

    private Path site() {
        return folder.resolve("site.json");
    }

    private ObjectNode siteFile() {
        ObjectNode site =
                Json.object().put("name", "site").put("work", "work").put("allowUnsandboxed", true);
        site.put("identity", provider.identity().file().toString());
        site.set(
                "gateways",
                Json.parse(
                        network.gateways().stream()
                                .map(uri -> "\"" + uri + "\"")
                                .toList()
                                .toString()));
        ObjectNode engaged = site.putArray("cooperations").addObject().put("name", cooperation);
        engaged.putObject("pledge")
                .put("milliCpu", PLEDGE.milliCpu())
                .put("memoryMib", PLEDGE.memoryMib());
        return site;
    }

    private JobRef submit(String task, int tasks) throws IOException {
        String job =
                """
                {"name":"killed","cooperation":"%s","foreach":{"range":{"to":%d}},
                 "defaults":{"command":["sh","-c","%s"],"outputs":["runs"],"memoryMib":32,"estimateMillis":200}}
                """
                        .formatted(cooperation, tasks - 1, task);
        return submitter.submit(JobFile.read(Files.writeString(folder.resolve("job.json"), job)));
    }

    private void restart() throws IOException {
        agent.kill();
        agent = AgentProcess.start(site());
    }

    @Test
    void a_task_goes_on_while_its_agent_is_dead_and_the_next_agent_reports_it() throws Exception {
        JobRef job = submit("echo run >> runs; while [ ! -e go ]; do sleep 0.05; done", 1);
        Until.holds(() -> find("box/runs").count() == 1);
        agent.kill();

        Files.createFile(find("box").findFirst().orElseThrow().resolve("go"));
        Until.holds(() -> find("end").count() == 1);
        agent = AgentProcess.start(site());

        assertThat(closed(job).state()).isEqualTo("DONE");
        assertThat(submitter.outcome(job, 0).task().attempts()).isEqualTo(1);
    }

    @Test
    void an_agent_killed_at_some_points_ends_the_job_all_the_same() throws Exception {
        endsRight(7, 3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void an_agent_killed_at_many_points_ends_the_job_all_the_same(long seed) throws Exception {
        endsRight(seed, 6);
    }

    private void endsRight(long seed, int kills) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        JobRef job = submit("echo run >> runs; sleep 0.2", TASKS);
        for (int i = 0; i < kills; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(500, 3_500)));
            restart();
        }

        assertThat(closed(job).done()).as("seed %d", seed).isEqualTo(TASKS);
        List<TaskOutcome> outcomes = submitter.fetch(job, folder.resolve("results"));
        for (TaskOutcome outcome : outcomes) {
            int task = outcome.task().task();
            assertThat(folder.resolve("results/" + task + "/runs"))
                    .as("seed %d, task %d", seed, task)
                    .hasContent("run");
        }
    }

    private JobSummary closed(JobRef job) throws Exception {
        return CompletableFuture.supplyAsync(() -> submitter.follow(job, event -> {}))
                .get(240, TimeUnit.SECONDS);
    }

    /** Files of that name in attempts' folders. */
    private Stream<Path> find(String name) {
        Path attempts = folder.resolve("work/attempts");
        if (!Files.isDirectory(attempts)) {
            return Stream.empty();
        }
        try (Stream<Path> folders = Files.list(attempts)) {
            return folders.map(each -> each.resolve(name)).filter(Files::exists).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
