package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;

/** The README's example, run as it stands there. */
@ExtendWith(LocalNetwork.Extension.class)
class ReadmeExampleTest {

    @TempDir Path folder;
    private final LocalNetwork network;

    ReadmeExampleTest(LocalNetwork network) {
        this.network = network;
    }

    @Test
    void the_example_brings_the_result() throws IOException {
        String lab = LocalNetwork.name("lab");
        Resources pledge = new Resources(2_000, 1_024, 0);
        try (PcmClient provider = network.participant(folder, "provider", Tier.HPC)) {
            provider.open(lab, LocalNetwork.BRISK, pledge);
            try (Agent agent =
                    Agent.start(network.site(provider, folder.resolve("work"), lab, pledge))) {
                String job =
                        """
                        {"name":"example","cooperation":"%s",
                         "tasks":[{"command":["sh","-c","echo 42 > answer"],"outputs":["answer"],"estimateMillis":100}]}
                        """
                                .formatted(lab);
                Files.writeString(folder.resolve("job.json"), job);

                example(network.gateways().getFirst(), LocalNetwork.name("alice"), lab, folder);

                assertThat(agent.status().closed()).isEqualTo(1);
            }
        }
        assertThat(folder.resolve("results/0/answer")).hasContent("42");
    }

    private static void example(URI gateway, String name, String lab, Path folder)
            throws IOException {
        // README begin
        Identity key =
                Identity.loadOrCreate(folder.resolve("alice.key")); // mode 0600, never leaves
        try (PcmClient client = PcmClient.connect(gateway, key)) {
            client.register(name, Tier.CONSUMER, List.of());
            client.join(lab, Resources.NONE);
            JobRef job = client.submit(JobFile.read(folder.resolve("job.json")));
            client.follow(job, event -> System.out.println(event));
            client.fetch(job, folder.resolve("results")); // every byte checked against the ledger
        }
        // README end
    }

    @Test
    void the_readme_shows_these_lines() throws IOException {
        List<String> source =
                Files.readAllLines(
                        Path.of("src/test/java/org/pcm/participant/ReadmeExampleTest.java"));
        String example =
                source
                        .subList(
                                source.indexOf("        // README begin") + 1,
                                source.indexOf("        // README end"))
                        .stream()
                        .map(line -> line.substring(Math.min(8, line.length())))
                        .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("../README.md"))).contains(example);
    }
}
