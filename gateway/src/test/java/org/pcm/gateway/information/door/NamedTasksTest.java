package org.pcm.gateway.information.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandWriter;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.Header;
import org.pcm.cooperation.submission.Submission;

class NamedTasksTest {
    private static final Kind KIND = new Kind(new Resources(1, 1, 0), 1, 1);

    private static int count(Command... commands) {
        return count(CommandWriter.write(List.of(commands)));
    }

    private static int count(byte[] payload) {
        Header header = new Header(Hash.base64url(new byte[32]), "ledger", "lane", 1, 0, 0, null);
        byte[] input = Submission.signingInput(header, payload);
        return NamedTasks.in(Submission.parse(Submission.compact(input, new byte[64])));
    }

    private static Digests digests(int count) {
        return Digests.of(new byte[count * Digests.LENGTH]);
    }

    @Test
    void a_job_names_one_task_a_specification() {
        for (int tasks : new int[] {1, 2, 3, 128, 1_000}) {
            assertThat(
                            count(
                                    new Command.Submit(
                                            "j", List.of(KIND), digests(tasks), List.of(), false)))
                    .isEqualTo(tasks);
        }
    }

    @Test
    void an_answer_names_its_tasks_and_not_its_results() {
        assertThat(count(new Command.Complete(1, TaskSet.run(3, 10), digests(8)))).isEqualTo(8);
    }

    @Test
    void commands_are_added_up() {
        assertThat(
                        count(
                                new Command.Accept(1, TaskSet.run(0, 63)),
                                new Command.Leave(),
                                new Command.Reject(2, TaskSet.of(1, 5, 7), "Busy")))
                .isEqualTo(67);
    }

    @Test
    void what_is_no_list_of_commands_names_nothing() {
        assertThat(count("{\"do\":".getBytes(StandardCharsets.UTF_8))).isZero();
        assertThat(count("[{\"tasks\":\"9-1\"}]".getBytes(StandardCharsets.UTF_8))).isZero();
    }
}
