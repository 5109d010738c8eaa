package org.pcm.bench.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.bench.measure.Timings;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.TaskSet;

class TaskBookTest {
    private static final int OWNER = 3;
    private static final long MILLI = 1_000_000;

    private final Trouble trouble = new Trouble();
    private final TaskBook book = new TaskBook("owner", OWNER, trouble);
    private final Timings timings = new Timings();

    private static Event.JobSubmitted submitted(long job, int owner, int tasks) {
        return new Event.JobSubmitted(job, owner, "load", List.of(Owner.KIND), tasks, true);
    }

    private static Event.Completed completed(long job, int from, int to, Digests results) {
        return new Event.Completed(job, TaskSet.run(from, to), 1, results);
    }

    private static Digests right(long first, int count) {
        return Work.results(Work.specs("owner", first, count));
    }

    @Test
    void anothers_job_is_none_of_its_business() {
        book.heard(submitted(1, OWNER + 1, 4), 0);
        assertThat(book.heard(completed(1, 0, 3, right(0, 4)), 0)).isZero();
        assertThat(book.isQuiet()).isTrue();
    }

    @Test
    void a_job_that_nobody_submitted_is_trouble() {
        book.heard(submitted(1, OWNER, 4), 0);
        assertThatThrownBy(trouble::check).isInstanceOf(LoadFailed.class);
    }

    @Nested
    class with_a_job_of_two_submissions {
        {
            book.sending(2, 0, timings);
            book.sending(2, 10 * MILLI, timings);
            book.heard(submitted(1, OWNER, 2), 20 * MILLI);
            book.heard(new Event.JobExtended(1, 2, false), 20 * MILLI);
        }

        @Test
        void time_counts_from_when_each_submission_was_due() {
            Digests specs = Work.specs("owner", 0, 4);
            TaskSet all = TaskSet.run(0, 3);
            book.heard(new Event.Offered(1, all, 1, 0, specs, 0), 30 * MILLI);
            book.heard(completed(1, 0, 3, right(0, 4)), 50 * MILLI);

            assertThat(timings.toOffered().latency().p50Millis()).isEqualTo(20);
            assertThat(timings.toOffered().latency().p99Millis()).isEqualTo(30);
            assertThat(timings.toCompleted().latency().p50Millis()).isEqualTo(40);
            assertThat(timings.toCompleted().latency().p99Millis()).isEqualTo(50);
        }

        @Test
        void every_task_completed_once_makes_a_whole_job() {
            assertThat(book.heard(completed(1, 0, 3, right(0, 4)), 0)).isEqualTo(4);
            assertThat(book.isQuiet()).isFalse();
            book.heard(new Event.JobClosed(1, JobState.DONE, 4, 0, 0, "ab"), 0);

            assertThat(book.isQuiet()).isTrue();
            assertThat(book.closed()).containsExactly(new ClosedJob(1, 4, 4, "ab"));
            assertThatCode(trouble::check).doesNotThrowAnyException();
        }

        @Test
        void a_task_completed_twice_is_trouble() {
            book.heard(completed(1, 0, 0, right(0, 1)), 0);
            book.heard(completed(1, 0, 0, right(0, 1)), 0);
            assertThatThrownBy(trouble::check).isInstanceOf(LoadFailed.class);
        }

        @Test
        void a_wrong_result_is_trouble_and_does_not_count() {
            book.heard(completed(1, 0, 3, right(1, 4)), 0);
            book.heard(new Event.JobClosed(1, JobState.DONE, 4, 0, 0, "ab"), 0);

            assertThat(book.closed()).containsExactly(new ClosedJob(1, 4, 0, "ab"));
            assertThatThrownBy(trouble::check).isInstanceOf(LoadFailed.class);
        }

        @Test
        void a_failed_task_is_trouble() {
            book.heard(new Event.Failed(1, TaskSet.of(0), 1, "exit", Digests.NONE), 0);
            assertThatThrownBy(trouble::check).isInstanceOf(LoadFailed.class);
        }
    }
}
