package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.submission.Command;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.client.TaskSummary;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.information.http.Lane;
import org.pcm.participant.sqlite.SqliteOutbox;

/** A job that was submitted before is found, wherever its submitter died. */
@ExtendWith(LocalNetwork.Extension.class)
class FoundJobsTest {

    @TempDir Path folder;
    private final LocalNetwork network;
    private Crew crew;

    FoundJobsTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void openCooperation() throws IOException {
        crew = new Crew(network, folder, LocalNetwork.BRISK);
    }

    @AfterEach
    void close() throws IOException {
        crew.close();
    }

    private JobFile job(String json) throws IOException {
        String text = json.replace('\'', '"').replace("COOPERATION", crew.cooperation);
        return JobFile.read(Files.writeString(folder.resolve("some.json"), text));
    }

    private JobFile many(String name, int tasks) throws IOException {
        return job(
                """
                {'name':'%s','cooperation':'COOPERATION','foreach':{'range':{'to':%d}},
                 'defaults':{'command':['echo','{}']}}
                """
                        .formatted(name, tasks - 1));
    }

    private List<Digest> specs(JobRef job) {
        return crew.submitter.directory().tasks(job).stream().map(TaskSummary::spec).toList();
    }

    private static Command.Submit submit(JobFile job, List<Digest> specs, boolean more) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        specs.forEach(spec -> bytes.writeBytes(spec.bytes()));
        return new Command.Submit(
                job.name(),
                List.of(job.tasks().getFirst().kind()),
                Digests.of(bytes.toByteArray()),
                List.of(),
                more);
    }

    @Test
    void a_job_that_was_submitted_in_part_is_found_and_completed() throws IOException {
        JobFile job = many("many", 1_030);
        assertThat(crew.submitter.find(job)).isEmpty();
        JobRef whole = crew.submitter.submit(job);
        assertThat(crew.submitter.find(job)).contains(whole);
        Lane lane = crew.submitter.lane(crew.cooperation);
        List<Digest> begun = specs(whole).subList(0, 1_024);
        JobRef part =
                new JobRef(crew.cooperation, lane.submit(submit(job, begun, true)).only().job());

        assertThat(crew.submitter.find(job)).contains(part);

        assertThat(crew.summary(part).tasks()).isEqualTo(1_030);
        assertThat(crew.summary(part).more()).isFalse();
        assertThat(specs(part)).isEqualTo(specs(whole));
    }

    @Test
    void a_job_that_was_signed_and_never_sent_is_found() throws IOException {
        List<Digest> specs = specs(crew.submitter.submit(many("sent", 3)));
        JobFile signed = many("signed", 3);
        Path key = crew.submitter.identity().file();
        Identity identity = Identity.load(key);
        LaneKey laneKey =
                new LaneKey(crew.submitter.ledger().id(), crew.cooperation, identity.kid());
        URI nowhere = URI.create("http://127.0.0.1:1");
        try (Gateways gateways = new Gateways(List.of(nowhere), Duration.ofMillis(1));
                SqliteOutbox outbox = SqliteOutbox.beside(key);
                Lane lane =
                        new Lane(gateways, identity, laneKey, outbox, 1, 1_000, settled -> {})) {
            assertThat(lane.send(List.of(submit(signed, specs, false)))).isNotDone();
        }
        try (PcmClient next = PcmClient.connect(network.gateways(), identity)) {
            assertThat(next.find(signed)).contains(new JobRef(crew.cooperation, 2));
            assertThat(next.directory().jobs(crew.cooperation)).hasSize(2);
        }
    }

    @Test
    void a_job_is_found_though_by_now_other_estimates_would_be_learned() throws IOException {
        crew.agent(crew.provider());
        JobFile asked =
                job(
                        """
                        {'name':'naps','cooperation':'COOPERATION',
                         'defaults':{'command':['true'],'memoryMib':32,'estimateMillis':'learned'},'tasks':[{},{},{}]}
                        """);
        JobRef first = crew.submitter.submit(asked);
        crew.follow(first);
        Until.holds(() -> crew.submitter.estimated(asked).toLearn() == 0);
        assertThat(crew.submitter.find(asked)).contains(first);

        JobRef second = crew.submitter.submit(asked);

        assertThat(crew.submitter.directory().tasks(second).getFirst().spec())
                .isNotEqualTo(crew.submitter.directory().tasks(first).getFirst().spec());
        assertThat(crew.submitter.find(asked)).contains(second);
    }
}
