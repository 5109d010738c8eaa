package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/** What a job file wishes for is kept: jobs that wait for others, tasks that run only there. */
@ExtendWith(LocalNetwork.Extension.class)
class JobOrderTest {

    private static final Resources PLEDGE = new Resources(4_000, 1_024, 0);

    @TempDir Path folder;
    private final LocalNetwork network;
    private final String cooperation = LocalNetwork.name("lab");

    JobOrderTest(LocalNetwork network) {
        this.network = network;
    }

    private JobRef submit(PcmClient client, String wishes, String taskWishes) throws IOException {
        String job =
                """
                {"name":"work","cooperation":"%s",%s
                 "tasks":[{"command":["true"],"memoryMib":32,"estimateMillis":100%s}]}
                """
                        .formatted(cooperation, wishes, taskWishes);
        return client.submit(JobFile.read(Files.writeString(folder.resolve("job.json"), job)));
    }

    @Test
    void a_job_waits_for_another_and_a_task_for_a_member_of_its_tier() throws IOException {
        try (PcmClient edge = network.participant(folder, "edge", Tier.EDGE);
                PcmClient hpc = network.participant(folder, "hpc", Tier.HPC);
                PcmClient owner = network.participant(folder, "owner", Tier.CONSUMER)) {
            edge.open(cooperation, LocalNetwork.BRISK, PLEDGE);
            owner.join(cooperation, Resources.NONE);
            JobRef first = submit(owner, "", ",\"tiers\":[\"HPC\"]");
            JobRef second = submit(owner, "\"after\":[\"" + first + "\"],", "");
            JobRef third = submit(owner, "", "");
            try (Agent near = Agent.start(site(edge, "edge-work"))) {
                Until.holds(() -> state(owner, third).equals("DONE"));
                assertThat(near.status().mode()).isEqualTo(Mode.ACTIVE);
                assertThat(state(owner, first)).as("only HPC may").isEqualTo("PENDING");
                assertThat(state(owner, second)).as("waits for it").isEqualTo("PENDING");

                try (Agent far = Agent.start(site(hpc, "hpc-work"))) {
                    Until.holds(() -> state(owner, second).equals("DONE"));
                    assertThat(far.status().mode()).isEqualTo(Mode.ACTIVE);
                }
                assertThat(state(owner, first)).isEqualTo("DONE");
            }
        }
    }

    private Site site(PcmClient client, String work) {
        return network.site(client, folder.resolve(work), cooperation, PLEDGE);
    }

    private static String state(PcmClient client, JobRef job) {
        return client.directory().task(job, 0).orElseThrow().state();
    }
}
