package org.pcm.participant.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandWriter;
import org.pcm.cooperation.submission.Submission;
import org.pcm.participant.information.Digest;
import org.pcm.participant.json.InvalidDocument;

class JobPlanTest {

    private static Kind kind(int milliCpu) {
        return new Kind(new Resources(milliCpu, 64, 0), 1_000, 60_000);
    }

    private static List<Digest> specs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Digest.sha256(Integer.toString(i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void tasks_of_one_kind_need_no_runs() {
        JobPlan plan = new JobPlan("j", List.of(kind(1), kind(1)), specs(2), Traits.NONE);

        assertThat(plan.submit().kinds()).containsExactly(kind(1));
        assertThat(plan.submit().kindRuns()).isEmpty();
        assertThat(plan.submit().more()).isFalse();
        assertThat(plan.extensions(1, plan.first())).isEmpty();
    }

    @Test
    void neighbouring_tasks_of_a_kind_become_a_run() {
        List<Kind> kinds = List.of(kind(1), kind(2), kind(2), kind(1));

        assertThat(new JobPlan("j", kinds, specs(4), Traits.NONE).submit().kindRuns())
                .containsExactly(new KindRun(0, 1), new KindRun(1, 2), new KindRun(0, 1));
    }

    @Test
    void a_big_job_is_split_into_commands_that_each_fit_a_submission_and_lose_no_task() {
        List<Digest> specs = specs(2_500);
        JobPlan plan =
                new JobPlan(
                        "j",
                        IntStream.range(0, 2_500).mapToObj(i -> kind(1 + i % 2)).toList(),
                        specs,
                        Traits.NONE);

        Command.Submit submit = plan.submit();
        List<Command.Extend> extensions = plan.extensions(9, plan.first());

        assertThat(submit.more()).isTrue();
        assertThat(extensions).extracting(Command.Extend::more).containsExactly(true, false);
        assertThat(extensions).extracting(e -> e.specs().count()).containsExactly(1_024, 452);
        assertThat(extensions.get(1).specs().hex(451)).isEqualTo(specs.getLast().hex());
        for (Command command : List.of(submit, extensions.get(0))) {
            int chars = CommandWriter.write(List.of(command)).length * 4 / 3 + 1_000;
            assertThat(chars).isLessThan(Submission.MAX_CHARS);
        }
        assertThat(submit.specs()).isNotEqualTo(Digests.NONE);
    }

    @Test
    void more_kinds_than_a_job_may_have_are_refused() {
        List<Kind> kinds = IntStream.rangeClosed(1, 17).mapToObj(JobPlanTest::kind).toList();

        assertThatThrownBy(() -> new JobPlan("j", kinds, specs(17), Traits.NONE))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("17 kinds");
    }
}
