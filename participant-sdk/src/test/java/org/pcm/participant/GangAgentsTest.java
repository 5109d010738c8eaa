package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.submission.Command;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.client.TaskOutcome;
import org.pcm.participant.client.TaskSummary;

/**
 * Gangs over several agents (P8): an agent that is ready holds room, and starts with the others.
 */
@ExtendWith(LocalNetwork.Extension.class)
class GangAgentsTest {

    private static final String GANG = "\"gang\":true,";

    @TempDir Path folder;
    private final LocalNetwork network;
    private Crew crew;

    GangAgentsTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void open() throws IOException {
        crew = new Crew(network, folder, LocalNetwork.BRISK);
    }

    @AfterEach
    void close() throws IOException {
        crew.close();
    }

    @Test
    void a_gang_over_two_agents_starts_when_both_are_ready_and_ends_right() throws IOException {
        PcmClient early = crew.provider();
        PcmClient late = crew.provider();
        Agent ready = crew.agent(early);
        JobRef job = crew.submit(GANG, "true", 4);
        Until.holds(() -> crew.count(job, "READY") == 2);

        long before = System.currentTimeMillis();
        crew.agent(late);
        List<Event.OfJob> events = crew.follow(job);

        assertThat(events).anyMatch(Planned.Started.class::isInstance);
        assertThat(crew.summary(job).done()).isEqualTo(4);
        assertThat(crew.results(job)).containsExactly("0", "1", "2", "3");
        for (int task = 0; task < 4; task++) {
            TaskOutcome outcome = crew.submitter.outcome(job, task);
            assertThat(outcome.document().orElseThrow().startedAt()).isGreaterThan(before);
            assertThat(outcome.task().attempts()).isOne();
        }
        Until.holds(() -> ready.status().isIdle());
    }

    @Test
    void an_agent_that_was_ready_for_a_gang_that_did_not_come_about_has_room_again()
            throws IOException {
        Agent agent = crew.agent(crew.provider());
        PcmClient refuser = crew.provider();
        JobRef gang = crew.submit(GANG, "true", 4);
        Until.holds(() -> crew.count(gang, "READY") == 2);

        refuse(refuser, gang);
        JobRef other = crew.submit("", "true", 2);
        crew.follow(other);

        assertThat(crew.summary(other).done()).isEqualTo(2);
        assertThat(crew.summary(gang).pending()).isEqualTo(4);
        Until.holds(() -> agent.status().isIdle());
    }

    private void refuse(PcmClient refuser, JobRef job) {
        int member = crew.member(refuser).member();
        int[] offered =
                crew.submitter.directory().tasks(job).stream()
                        .filter(task -> task.member() == member)
                        .mapToInt(TaskSummary::task)
                        .toArray();
        refuser.lane(crew.cooperation)
                .seen(
                        crew.submitter
                                .directory()
                                .cooperation(crew.cooperation)
                                .orElseThrow()
                                .version());
        refuser.lane(crew.cooperation)
                .submit(
                        new Command.Pledge(Resources.NONE),
                        new Command.Reject(job.job(), TaskSet.of(offered), "Busy"))
                .result(1);
    }

    @Test
    void an_agent_that_was_ready_for_a_gang_that_is_cancelled_has_room_again() throws IOException {
        Agent agent = crew.agent(crew.provider());
        crew.provider();
        JobRef gang = crew.submit(GANG, "true", 4);
        Until.holds(() -> crew.count(gang, "READY") == 2);

        crew.submitter.cancel(gang);

        assertThat(crew.follow(gang)).noneMatch(Planned.Started.class::isInstance);
        Until.holds(() -> agent.status().isIdle() && agent.status().closed() == 2);
    }
}
