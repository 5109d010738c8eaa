package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.PcmException;

/** Two channels, a gateway each: what belongs to one and is shown to the other does no harm. */
@ExtendWith(LocalNetwork.Extension.class)
class MixedUpChannelsTest {

    private static final Resources PLEDGE = new Resources(1_000, 512, 0);

    private static LocalNetwork other;

    @TempDir Path folder;
    private final LocalNetwork network;
    private final String cooperation = LocalNetwork.name("lab");
    private Identity provider;

    MixedUpChannelsTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeAll
    static void startAnother() {
        other = LocalNetwork.another();
    }

    @AfterAll
    static void stopAnother() throws IOException {
        other.close();
    }

    @BeforeEach
    void openCooperation() throws IOException {
        try (PcmClient client = network.participant(folder, "provider", Tier.EDGE)) {
            client.open(cooperation, LocalNetwork.BRISK, PLEDGE);
            provider = client.identity();
        }
    }

    private Site site(List<URI> gateways) {
        return new Site(
                "site",
                provider.file(),
                gateways,
                Optional.empty(),
                List.of(new Site.Engaged(cooperation, PLEDGE)),
                List.of(),
                folder.resolve("work"),
                64,
                true);
    }

    private static void refused(String code, String wayOut, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PcmException.Refused.class,
                        e -> {
                            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
                            assertThat(e.wayOut()).contains(wayOut);
                        });
    }

    @Test
    void an_agent_that_has_worked_on_one_does_not_start_on_the_other() throws IOException {
        Agent.start(site(network.gateways())).close();
        refused("WrongLedger", "address", () -> Agent.start(site(other.gateways())));
        Agent.start(site(network.gateways())).close();
    }

    @Test
    void a_key_of_one_is_unknown_to_the_other() {
        try (PcmClient client = PcmClient.connect(other.gateways(), provider)) {
            refused("UnknownKey", "Register", () -> client.join(cooperation, PLEDGE));
        }
    }

    @Test
    void an_agent_with_a_wrong_gateway_in_its_list_goes_back_to_the_right_one() throws Exception {
        List<URI> mixed = List.of(network.gateways().getFirst(), other.gateways().getFirst());
        List<JobRef> jobs = new ArrayList<>();
        try (Agent agent = Agent.start(site(mixed));
                PcmClient submitter = network.participant(folder, "submitter", Tier.CONSUMER)) {
            submitter.join(cooperation, Resources.NONE);
            JobFile job = job();
            jobs.add(submitter.submit(job));
            network.withoutFirstGateway(() -> jobs.add(submitter.submit(job)));
            jobs.add(submitter.submit(job));
            for (JobRef each : jobs) {
                assertThat(
                                CompletableFuture.supplyAsync(
                                                () -> submitter.follow(each, event -> {}))
                                        .get(120, TimeUnit.SECONDS)
                                        .state())
                        .isEqualTo("DONE");
            }
            assertThat(agent.status().mode()).isEqualTo(Mode.ACTIVE);
        }
    }

    private JobFile job() throws IOException {
        String task = "{\"command\":[\"echo\",\"hello\"],\"memoryMib\":32,\"estimateMillis\":100}";
        String json =
                "{\"name\":\"hello\",\"cooperation\":\""
                        + cooperation
                        + "\",\"tasks\":["
                        + task
                        + "]}";
        return JobFile.read(Files.writeString(folder.resolve("job.json"), json));
    }
}
