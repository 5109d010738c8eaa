package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
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
import org.pcm.participant.ForgingGateway.Lie;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/** An agent runs what the ledger granted, whatever its gateway says waits or was granted. */
@ExtendWith(LocalNetwork.Extension.class)
@Tag("slow")
class ForgedGrabTest {

    private static final String NO_HONEST_WORK = "{\"refuse\":[{\"commandContains\":\"honest\"}]}";

    @TempDir Path folder;
    private final LocalNetwork network;
    private Crew crew;
    private PcmClient provider;
    private ForgingGateway gateway;

    ForgedGrabTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void open() throws IOException {
        crew = new Crew(network, folder, GrabbingAgentsTest.GRAB);
        provider = crew.provider();
        URI real = network.gateways().getFirst();
        Tokens tokens =
                new Tokens(provider.identity(), provider.ledger().id(), InstantSource.system());
        gateway = new ForgingGateway(real, evil().write(), () -> tokens.bearer(real));
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        crew.close();
    }

    private static TaskDocument evil() {
        return new TaskDocument(
                List.of("sh", "-c", "echo evil > out"),
                "",
                Map.of(),
                List.of(),
                List.of(),
                new Kind(new Resources(100, 16, 0), 100, 10_000));
    }

    private Agent agent(String policy) throws IOException {
        Site site = network.site(provider, folder.resolve("work"), crew.cooperation, Crew.TWO);
        return Agent.start(
                new Site(
                        site.name(),
                        site.identity(),
                        List.of(gateway.address()),
                        Optional.of(provider.ledger().genesis()),
                        site.cooperations(),
                        SiteRules.read(
                                JsonObject.empty(),
                                Json.parseObject(policy.getBytes(StandardCharsets.UTF_8))),
                        site.work(),
                        site.cacheMib(),
                        site.allowUnsandboxed()));
    }

    @Test
    void a_grant_that_a_gateway_invents_does_not_run() throws IOException {
        gateway.tells(Lie.INVENTED_OFFER);
        try (Agent agent = agent("{}")) {
            JobRef job = crew.submit("", "true", 1);
            crew.follow(job);
            gateway.tells(Lie.NONE);
            JobRef honest = crew.submit("", "true", 1);
            crew.follow(honest);
            Until.holds(() -> agent.status().isIdle());
            assertThat(agent.status().closed()).as("the two that were granted").isEqualTo(2);
        }
    }

    @Test
    void an_acceptance_that_a_gateway_invents_does_not_run_what_waits_for_a_grant()
            throws IOException {
        gateway.lies(crew.member(provider).member());
        try (Agent agent = agent("{}")) {
            JobRef job = crew.submit("", "true", 1);
            crew.follow(job);
            assertThat(gateway.inventions()).isPositive();
            gateway.tells(Lie.NONE);
            JobRef honest = crew.submit("", "true", 1);
            crew.follow(honest);
            Until.holds(() -> agent.status().isIdle());
            assertThat(agent.status().closed()).as("the two that were granted").isEqualTo(2);
        }
    }

    @Test
    void another_task_than_the_gateway_showed_runs_as_the_ledger_says() throws IOException {
        gateway.tells(Lie.CHANGED_BOARD);
        try (Agent agent = agent("{}")) {
            JobRef job = crew.submit("", "true", 1);
            crew.follow(job);
            assertThat(crew.results(job)).containsExactly("0");
            assertThat(gateway.changedBoards()).isPositive();
            Until.holds(() -> agent.status().isIdle());
        }
    }

    @Test
    void another_task_than_the_gateway_showed_does_not_run_against_the_sites_rules()
            throws IOException {
        gateway.tells(Lie.CHANGED_BOARD);
        try (Agent agent = agent(NO_HONEST_WORK)) {
            JobRef job = crew.submit("", ": honest", 1);
            Until.holds(() ->
                    crew.submitter.directory().task(job, 0).orElseThrow().attempts() > 0
                            && agent.status().closed() > 0);
            assertThat(crew.submitter.directory().task(job, 0).orElseThrow().reason())
                    .isEqualTo("Policy");
        }
    }
}
