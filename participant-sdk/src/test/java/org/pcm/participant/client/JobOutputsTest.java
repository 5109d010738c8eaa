package org.pcm.participant.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcm.participant.information.ContentRef;
import org.pcm.participant.information.RelativePath;
import org.pcm.participant.json.InvalidDocument;

/** A job file whose tasks read what an earlier job left. */
class JobOutputsTest {

    private static final JobRef EARLIER = new JobRef("lab", 7);

    @TempDir Path folder;

    private JobFile read(String json, JobOutputs before) throws IOException {
        String text = json.replace('\'', '"');
        return JobFile.read(Files.writeString(folder.resolve("job.json"), text), before);
    }

    /** Of two map tasks, each with two parts. */
    private static JobOutputs parts() {
        return new JobOutputs(
                Optional.of(EARLIER),
                "lab",
                IntStream.range(0, 4).mapToObj(i -> output(i / 2, "to/part." + i % 2)).toList());
    }

    private static JobOutputs.Output output(int task, String path) {
        ContentRef content = ContentRef.of((task + path).getBytes(StandardCharsets.UTF_8));
        return new JobOutputs.Output(task, new RelativePath(path), new Source.Stored(content));
    }

    private static List<String> paths(TaskDraft task) {
        return task.inputs().keySet().stream().map(RelativePath::text).sorted().toList();
    }

    @Test
    void each_reducer_reads_its_part_of_every_task() throws IOException {
        JobFile job =
                read(
                        """
                        {'name':'reduce','cooperation':'lab','foreach':{'range':{'to':1}},
                         'defaults':{'command':['cat'],'inputs':[{'outputs':'to/part.{}','path':'in/{}'}]}}
                        """,
                        parts());

        assertThat(paths(job.tasks().get(0)))
                .containsExactly("in/0/0/to/part.0", "in/0/1/to/part.0");
        assertThat(paths(job.tasks().get(1)))
                .containsExactly("in/1/0/to/part.1", "in/1/1/to/part.1");
        assertThat(job.tasks().get(1).inputs())
                .containsEntry(
                        new RelativePath("in/1/0/to/part.1"), output(0, "to/part.1").content());
    }

    @Test
    void foreach_output_makes_a_task_that_knows_whose_it_was() throws IOException {
        JobFile job =
                read(
                        """
                        {'name':'next','cooperation':'lab','foreach':{'outputs':['to/*.1']},
                         'defaults':{'command':['echo','{}','{task}'],'outputs':['{}.{task}']}}
                        """,
                        parts());

        assertThat(job.tasks())
                .extracting(TaskDraft::command)
                .containsExactly(List.of("echo", "part.1", "0"), List.of("echo", "part.1", "1"));
        assertThat(job.tasks())
                .allSatisfy(task -> assertThat(paths(task)).containsExactly("part.1"));
        assertThat(job.tasks().get(1).outputs()).containsExactly(new RelativePath("part.1.1"));
    }

    @Test
    void what_a_job_declares_is_enough_to_check_the_next_one() throws IOException {
        JobFile map =
                read(
                        """
                        {'name':'map','cooperation':'lab','foreach':{'items':['x','y']},
                         'defaults':{'command':['true'],'outputs':['{}.out']}}
                        """,
                        JobOutputs.NONE);
        JobFile reduce =
                read(
                        """
                        {'name':'reduce','cooperation':'lab',
                         'tasks':[{'command':['true'],'inputs':[{'outputs':'?.out'}]}]}
                        """,
                        JobOutputs.promisedBy(map));

        assertThat(paths(reduce.tasks().getFirst())).containsExactly("0/x.out", "1/y.out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    part.*      | tasks[0].inputs[0].outputs: matches no output of lab/7: part.*; it has 0/to/part.0, 0/to/part.1, 1/to/part.0 and 1 more
                    *           | matches no output
                    to/part.[0] | matches no output
                    to/part.{0} | matches no output
                    """)
    void a_pattern_that_matches_nothing_is_refused_with_what_there_is(String pattern, String why) {
        assertThatThrownBy(() -> reduce("lab", pattern, parts()))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(why);
    }

    @Test
    void outputs_of_no_job_and_jobs_elsewhere_are_refused_with_the_way_out() {
        assertThatThrownBy(() -> reduce("lab", "*", JobOutputs.NONE))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("--from JOB");
        assertThatThrownBy(() -> reduce("elsewhere", "to/*", parts()))
                .isInstanceOf(InvalidDocument.class)
                .hasMessage("cooperation: must be that of the job before, lab, but is elsewhere");
    }

    @Test
    void a_task_reads_no_more_than_a_gateway_would_give_it() throws IOException {
        assertThat(reduce("lab", "o", many(1_024)).tasks().getFirst().inputs()).hasSize(1_024);
        assertThatThrownBy(() -> reduce("lab", "o", many(1_025)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("at most 1024, but are 1025; let several tasks read a part");
    }

    private static JobOutputs many(int tasks) {
        return new JobOutputs(
                Optional.of(EARLIER),
                "lab",
                IntStream.range(0, tasks).mapToObj(i -> output(i, "o")).toList());
    }

    private JobFile reduce(String cooperation, String pattern, JobOutputs before)
            throws IOException {
        return read(
                """
                {'name':'reduce','cooperation':'%s',
                 'tasks':[{'command':['true'],'inputs':[{'outputs':'%s'}]}]}
                """
                        .formatted(cooperation, pattern),
                before);
    }
}
