package org.pcm.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;

class TallyTest {
    private final Tally tally = new Tally();

    @BeforeEach
    void two_members() {
        tally.add(new Event.Joined(0, "a", Tier.HPC, "kid", Resources.NONE, 1_000));
        tally.add(new Event.Joined(1, "b", Tier.EDGE, "kid", Resources.NONE, 1_000));
    }

    @Test
    void a_refused_task_that_another_does_counts_as_reassigned() {
        offered("0-2", 0);
        tally.add(new Event.Rejected(1, tasks("1-2"), 0, "TooLarge"));
        offered("1-2", 1);
        accepted("0", 0);
        accepted("1-2", 1);
        completed("0", 0);
        completed("1-2", 1);
        assertThat(tally.refused()).isEqualTo(2);
        assertThat(tally.refused("a")).isEqualTo(2);
        assertThat(tally.refused("b")).isZero();
        assertThat(tally.reassigned()).isEqualTo(2);
        assertThat(tally.accepted("b")).isEqualTo(2);
        assertThat(tally.completed()).isEqualTo(3);
        assertThat(tally.completed("a")).isEqualTo(1);
    }

    @Test
    void tasks_run_from_acceptance_to_their_end_whatever_it_is() {
        offered("0-3", 1);
        accepted("0-3", 1);
        completed("0", 1);
        tally.add(new Event.Failed(1, tasks("1"), 1, "lost", Digests.of(new byte[0])));
        tally.add(new Event.Overdue(1, tasks("2"), 1));
        assertThat(tally.running("b")).containsExactly(3);
        assertThat(tally.running("a")).isEmpty();
        assertThat(tally.completed("b", Set.of(0, 3))).isEqualTo(1);
    }

    @Test
    void the_end_is_known_once_it_has_come() {
        assertThat(tally.end()).isEmpty();
        tally.add(new Event.JobClosed(1, JobState.DONE, 1, 0, 0, ""));
        assertThat(tally.end()).contains(JobState.DONE);
        assertThat(tally.members()).isEqualTo(2);
    }

    private void offered(String tasks, int member) {
        tally.add(new Event.Offered(1, tasks(tasks), member, 0, Digests.of(new byte[0]), 0));
    }

    private void accepted(String tasks, int member) {
        tally.add(new Event.Accepted(1, tasks(tasks), member, 0));
    }

    private void completed(String tasks, int member) {
        tally.add(new Event.Completed(1, tasks(tasks), member, Digests.of(new byte[0])));
    }

    private static TaskSet tasks(String text) {
        return TaskSet.parse(text);
    }
}
