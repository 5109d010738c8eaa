package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;

/** A paused or draining agent is offered nothing: the ledger knows, and nobody's work is lost. */
@ExtendWith(LocalNetwork.Extension.class)
class AgentModesTest {

    private static final Resources PLEDGE = new Resources(4_000, 1_024, 0);

    @TempDir Path folder;
    private final LocalNetwork network;
    private final String cooperation = LocalNetwork.name("lab");
    private final List<AutoCloseable> open = new ArrayList<>();
    private PcmClient provider;
    private PcmClient submitter;

    AgentModesTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void openCooperation() throws IOException {
        provider = network.participant(folder, "provider", Tier.EDGE);
        open.add(provider);
        provider.open(cooperation, LocalNetwork.BRISK, PLEDGE);
        submitter = network.participant(folder, "submitter", Tier.CONSUMER);
        open.add(submitter);
        submitter.join(cooperation, Resources.NONE);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private Agent startAgent() throws IOException {
        return start(network.site(provider, folder.resolve("work"), cooperation, PLEDGE));
    }

    private Agent start(Site site) throws IOException {
        Agent agent = Agent.start(site);
        open.add(agent);
        return agent;
    }

    private Resources pledge() {
        String name = provider.identity().name().orElseThrow();
        return submitter.directory().member(cooperation, name).orElseThrow().pledge();
    }

    private JobRef submit(String task) throws IOException {
        String job =
                """
                {"name":"work","cooperation":"%s",
                 "tasks":[{"command":["sh","-c","%s"],"memoryMib":32,"estimateMillis":100}]}
                """
                        .formatted(cooperation, task);
        return submitter.submit(JobFile.read(Files.writeString(folder.resolve("job.json"), job)));
    }

    /** The folder of a task that has begun. */
    private Optional<Path> box() {
        try (Stream<Path> attempts = Files.list(folder.resolve("work/attempts"))) {
            return attempts.map(attempt -> attempt.resolve("box"))
                    .filter(box -> Files.exists(box.resolve("here")))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String stateOf(JobRef job) {
        return submitter.directory().task(job, 0).orElseThrow().state();
    }

    @Test
    void a_paused_agent_is_offered_nothing_until_it_goes_on() throws IOException {
        Agent agent = startAgent();
        agent.pause();
        Until.holds(() -> pledge().equals(Resources.NONE));

        JobRef job = submit("true");
        assertThat(stateOf(job)).isEqualTo("PENDING");
        agent.resume();
        Until.holds(() -> stateOf(job).equals("DONE"));
        assertThat(pledge()).isEqualTo(PLEDGE);
    }

    @Test
    void a_pause_holds_though_no_gateway_answered_when_it_was_said() throws IOException {
        Site site = network.site(provider, folder.resolve("work"), cooperation, PLEDGE);
        Agent agent =
                start(
                        new Site(
                                site.name(),
                                site.identity(),
                                List.of(network.gateways().getFirst()),
                                site.genesis(),
                                site.cooperations(),
                                site.rules(),
                                site.work(),
                                site.cacheMib(),
                                site.allowUnsandboxed()));

        network.withoutFirstGateway(agent::pause);

        Until.holds(() -> pledge().equals(Resources.NONE));
    }

    @Test
    void a_draining_agent_ends_what_runs_and_leaves_no_pledge_behind() throws Exception {
        Agent agent = startAgent();
        JobRef job = submit("touch here; while [ ! -e go ]; do sleep 0.05; done");
        Until.holds(() -> box().isPresent());

        agent.drain();
        CompletableFuture<Void> drained = CompletableFuture.runAsync(agent::awaitDrained);
        Until.holds(() -> pledge().equals(Resources.NONE));
        assertThat(drained).isNotDone();
        Files.createFile(box().orElseThrow().resolve("go"));

        drained.get(90, TimeUnit.SECONDS);
        assertThat(stateOf(job)).isEqualTo("DONE");
    }

    @Test
    void an_idle_agent_is_drained_only_when_the_ledger_offers_it_nothing_more() throws Exception {
        Agent agent = startAgent();
        agent.drain();
        CompletableFuture.runAsync(agent::awaitDrained).get(90, TimeUnit.SECONDS);
        assertThat(pledge()).isEqualTo(Resources.NONE);
    }

    @Test
    void a_drained_agent_that_starts_again_takes_on_work() throws Exception {
        Agent agent = startAgent();
        agent.drain();
        CompletableFuture.runAsync(agent::awaitDrained).get(90, TimeUnit.SECONDS);
        open.removeLast().close();

        JobRef job = submit("true");
        assertThat(stateOf(job)).isEqualTo("PENDING");
        startAgent();
        Until.holds(() -> stateOf(job).equals("DONE"));
    }
}
