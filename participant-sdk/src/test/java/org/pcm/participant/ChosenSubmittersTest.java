package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/** Whose tasks a site takes, by what the ledger says of them. */
@ExtendWith(LocalNetwork.Extension.class)
class ChosenSubmittersTest {

    private static final Resources PLEDGE = new Resources(4_000, 1_024, 0);

    @TempDir Path folder;
    private final LocalNetwork network;
    private final String cooperation = LocalNetwork.name("lab");

    ChosenSubmittersTest(LocalNetwork network) {
        this.network = network;
    }

    private JobRef submit(PcmClient client) throws IOException {
        String job =
                """
                {"name":"work","cooperation":"%s",
                 "tasks":[{"command":["true"],"memoryMib":32,"estimateMillis":100}]}
                """
                        .formatted(cooperation);
        return client.submit(JobFile.read(Files.writeString(folder.resolve("job.json"), job)));
    }

    private Site site(PcmClient provider, String denied) {
        String policy = "{\"rules\":[{\"rule\":\"owners\",\"deny\":[\"%s\"]}]}".formatted(denied);
        Site open = network.site(provider, folder.resolve("work"), cooperation, PLEDGE);
        return new Site(
                open.name(),
                open.identity(),
                open.gateways(),
                open.genesis(),
                open.cooperations(),
                SiteRules.read(
                        JsonObject.empty(),
                        Json.parseObject(policy.getBytes(StandardCharsets.UTF_8))),
                open.work(),
                open.cacheMib(),
                open.allowUnsandboxed());
    }

    @Test
    void a_denied_submitters_task_is_rejected_and_anothers_runs() throws IOException {
        try (PcmClient provider = network.participant(folder, "provider", Tier.EDGE);
                PcmClient denied = network.participant(folder, "denied", Tier.CONSUMER);
                PcmClient welcome = network.participant(folder, "welcome", Tier.CONSUMER)) {
            provider.open(cooperation, LocalNetwork.BRISK, PLEDGE);
            denied.join(cooperation, Resources.NONE);
            welcome.join(cooperation, Resources.NONE);
            String name = provider.identity().name().orElseThrow();
            long before = welcome.directory().member(cooperation, name).orElseThrow().weight();
            try (Agent agent =
                    Agent.start(site(provider, denied.identity().name().orElseThrow()))) {
                JobRef refused = submit(denied);
                Until.holds(() ->
                        welcome.directory().member(cooperation, name).orElseThrow().weight()
                                < before);

                assertThat(agent.status().mode()).isEqualTo(Mode.ACTIVE);
                JobRef done = submit(welcome);
                Until.holds(() ->
                        welcome.directory().task(done, 0).orElseThrow().state().equals("DONE"));
                assertThat(welcome.directory().task(refused, 0).orElseThrow().state())
                        .isNotEqualTo("DONE");
            }
        }
    }
}
