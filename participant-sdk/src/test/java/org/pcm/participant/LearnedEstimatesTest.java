package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.Estimate;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.Notice;
import org.pcm.participant.information.http.EventStream;
import org.pcm.participant.information.http.Gateways;

/** What tasks take is learned from how long an agent really took for earlier ones (A5). */
@ExtendWith(LocalNetwork.Extension.class)
class LearnedEstimatesTest {
    private static final Resources PLEDGE = new Resources(4_000, 1_024, 0);

    @TempDir Path folder;
    private final LocalNetwork network;
    private final String cooperation = LocalNetwork.name("lab");

    LearnedEstimatesTest(LocalNetwork network) {
        this.network = network;
    }

    private JobFile job() throws IOException {
        String job =
                """
                {"name":"nap of a kind","cooperation":"%s",
                 "defaults":{"command":["sleep","0.3"],"memoryMib":32,"estimateMillis":"learned"},
                 "tasks":[{},{},{}]}
                """
                        .formatted(cooperation);
        return JobFile.read(Files.writeString(folder.resolve("job.json"), job));
    }

    @Test
    void the_second_job_is_signed_with_what_the_first_one_took()
            throws IOException, InterruptedException {
        try (PcmClient edge = network.participant(folder, "edge", Tier.EDGE);
                PcmClient owner = network.participant(folder, "owner", Tier.CONSUMER)) {
            edge.open(cooperation, LocalNetwork.BRISK, PLEDGE);
            owner.join(cooperation, Resources.NONE);
            try (Agent agent =
                    Agent.start(network.site(edge, folder.resolve("work"), cooperation, PLEDGE))) {
                JobRef first = owner.submit(job());
                assertThat(owner.follow(first, event -> {}).state()).isEqualTo("DONE");
                assertThat(agent.status().mode()).isEqualTo(Mode.ACTIVE);
                Until.holds(() -> !known(owner).isEmpty());
                Estimate learned = known(owner).getFirst();
                assertThat(learned.runs()).isEqualTo(3);
                assertThat(learned.millis()).as("the nap and its way").isGreaterThanOrEqualTo(300);

                owner.submit(job());

                assertThat(signed(2)).containsExactly(10_000L, learned.millis());
            }
        }
    }

    /** The estimates that stand on the ledger, of so many jobs. */
    private List<Long> signed(int jobs) throws InterruptedException {
        BlockingQueue<Long> estimates = new LinkedBlockingQueue<>();
        try (Gateways gateways = new Gateways(network.gateways(), Duration.ofMinutes(1));
                EventStream stream =
                        EventStream.ofLane(
                                gateways,
                                cooperation,
                                Cursor.START,
                                notice -> estimates.addAll(estimates(notice)))) {
            assertThat(stream).isNotNull();
            List<Long> signed = new ArrayList<>();
            while (signed.size() < jobs) {
                signed.add(Objects.requireNonNull(estimates.poll(1, TimeUnit.MINUTES)));
            }
            return signed;
        }
    }

    private static List<Long> estimates(Notice notice) {
        return notice instanceof Notice.Happened happened
                        && happened.event() instanceof Event.JobSubmitted job
                ? job.kinds().stream().map(Kind::estimateMillis).toList()
                : List.of();
    }

    private List<Estimate> known(PcmClient owner) {
        String name = owner.identity().name().orElseThrow();
        return owner.directory().estimates(cooperation, name, "nap of a kind");
    }
}
