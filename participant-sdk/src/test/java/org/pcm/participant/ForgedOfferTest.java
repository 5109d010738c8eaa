package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.ForgingGateway.Lie;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.TaskDocument;

/** An agent runs what lies on the ledger, whatever its gateway says. */
@ExtendWith(LocalNetwork.Extension.class)
@Tag("slow")
class ForgedOfferTest {

    private static final Resources PLEDGE = new Resources(4_000, 1_024, 0);

    @TempDir Path folder;
    private final LocalNetwork network;
    private final String cooperation = LocalNetwork.name("lab");
    private final List<AutoCloseable> open = new ArrayList<>();
    private PcmClient provider;
    private PcmClient submitter;
    private ForgingGateway gateway;

    ForgedOfferTest(LocalNetwork network) {
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
        URI real = network.gateways().getFirst();
        Tokens tokens =
                new Tokens(provider.identity(), provider.ledger().id(), InstantSource.system());
        gateway = new ForgingGateway(real, evil().write(), () -> tokens.bearer(real));
        open.add(gateway);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private TaskDocument evil() {
        return new TaskDocument(
                List.of("sh", "-c", "echo evil"),
                "",
                Map.of(),
                List.of(),
                List.of(),
                new Kind(new Resources(100, 16, 0), 100, 10_000));
    }

    private Agent startAgent() throws IOException {
        Site site = network.site(provider, folder.resolve("work"), cooperation, PLEDGE);
        Agent agent =
                Agent.start(
                        new Site(
                                site.name(),
                                site.identity(),
                                List.of(gateway.address()),
                                Optional.of(provider.ledger().genesis()),
                                site.cooperations(),
                                site.rules(),
                                site.work(),
                                site.cacheMib(),
                                site.allowUnsandboxed()));
        open.add(agent);
        return agent;
    }

    private JobRef submit() throws IOException {
        String job =
                """
                {"name":"honest","cooperation":"%s","tasks":[{"command":["true"],"estimateMillis":100}]}
                """
                        .formatted(cooperation);
        return submitter.submit(JobFile.read(Files.writeString(folder.resolve("job.json"), job)));
    }

    /** Waits until the job's task was offered and the agent has told the ledger that it read so. */
    private JobRef submitAndAwaitRead() throws IOException {
        JobRef job = submit();
        Until.holds(() -> stateOf(job).equals("OFFERED"));
        long version = submitter.directory().cooperation(cooperation).orElseThrow().version();
        String name = provider.identity().name().orElseThrow();
        Until.holds(() ->
                submitter.directory().member(cooperation, name).orElseThrow().seen() >= version);
        return job;
    }

    private String stateOf(JobRef job) {
        return submitter.directory().task(job, 0).orElseThrow().state();
    }

    /** All that the agent remembers, whatever became of them. */
    private static long attempts(Agent agent) {
        AgentStatus status = agent.status();
        return status.open() + status.running() + status.answering() + status.closed();
    }

    private JobRef runsHonestWork() throws IOException {
        gateway.tells(Lie.NONE);
        JobRef honest = submit();
        Until.holds(() -> stateOf(honest).equals("DONE"));
        return honest;
    }

    /** How often the job's task was offered, by the ledger: more than once on a slow machine. */
    private long offers(JobRef job) {
        return submitter.directory().task(job, 0).orElseThrow().offers();
    }

    @Test
    void an_offer_that_a_gateway_changed_does_not_run() throws IOException {
        Agent agent = startAgent();
        gateway.tells(Lie.CHANGED_OFFER);
        JobRef job = submitAndAwaitRead();
        assertThat(stateOf(job)).as("neither accepted nor rejected").isEqualTo("OFFERED");
        assertThat(attempts(agent)).isZero();
        runsHonestWork();
    }

    @Test
    void an_offer_that_a_gateway_invents_does_not_run() throws IOException {
        Agent agent = startAgent();
        gateway.tells(Lie.INVENTED_OFFER);
        JobRef job = submit();
        Until.holds(() -> stateOf(job).equals("DONE"));
        JobRef honest = runsHonestWork();
        assertThat(attempts(agent))
                .as("those that were offered")
                .isEqualTo(offers(job) + offers(honest));
    }

    @Test
    void nothing_runs_while_an_old_block_does_not_hold_and_a_sound_ledger_ends_that()
            throws Exception {
        startAgent();
        JobRef before = runsHonestWork();
        open.removeLast().close();
        gateway.tells(Lie.CHANGED_BLOCK);
        Agent again = startAgent();
        JobRef job = submit();
        Until.holds(() -> stateOf(job).equals("OFFERED"));
        Until.holds(() -> gateway.changedBlocks() >= 2);
        assertThat(attempts(again)).as("of before").isEqualTo(offers(before));
        gateway.tells(Lie.NONE);
        Until.holds(() -> stateOf(job).equals("DONE"));
    }
}
