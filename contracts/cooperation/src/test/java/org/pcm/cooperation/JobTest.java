package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.cancel;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.digests;
import static org.pcm.cooperation.Words.extend;
import static org.pcm.cooperation.Words.fail;
import static org.pcm.cooperation.Words.tasks;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.Submitting;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.Outcome;

/** A job: submitted, extended, cancelled, folded page by page, closed with a digest. */
class JobTest {
    private final Lab lab = Lab.opened().consumer("carl");

    @Nested
    class Submitting_a_job {
        @Test
        void gives_it_a_number() {
            Outcome outcome =
                    lab.outcomes(lab.message("carl", aJobOf(3).command()).signed()).get(0);
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Applied.class,
                            applied ->
                                    assertThat(applied.results())
                                            .containsExactly(
                                                    new CommandResult.Done(FIRST, List.of())));
            assertThat(lab.says("carl", aJobOf(3).command())).isEqualTo("Applied[Done]");
            assertThat(lab.now().jobs.keySet()).containsExactly(1L, 2L);
        }

        @Test
        void lays_its_tasks_out_in_pages() {
            lab.says("carl", aJobOf(300).command());
            assertThat(lab.now().keysBelow(FIRST))
                    .containsExactly(
                            "c/lab/j/1/s/000",
                            "c/lab/j/1/s/001",
                            "c/lab/j/1/s/002",
                            "c/lab/j/1/t/000",
                            "c/lab/j/1/t/001",
                            "c/lab/j/1/t/002");
            assertThat(lab.now().page("c/lab/j/1/s/002"))
                    .isEqualTo(digests("spec", 300).slice(256, 300).bytes());
        }

        @Test
        void gives_each_task_its_kind() {
            Command job =
                    aJobOf(6)
                            .each(cpus(1))
                            .each(cpus(2))
                            .inRuns(new KindRun(1, 2), new KindRun(0, 3), new KindRun(1, 1))
                            .command();
            lab.says("carl", job);
            assertThat(IntStream.range(0, 6).map(i -> lab.task(FIRST, i).kind))
                    .containsExactly(1, 1, 0, 0, 0, 1);
        }

        @Test
        void of_a_kind_that_it_has_not_is_refused() {
            Command job = aJobOf(2).each(cpus(1)).inRuns(new KindRun(1, 2)).command();
            assertThat(lab.says("carl", job)).isEqualTo("Applied[MalformedCommand]");
            Command short1 = aJobOf(2).each(cpus(1)).inRuns(new KindRun(0, 1)).command();
            assertThat(lab.says("carl", short1)).isEqualTo("Applied[MalformedCommand]");
        }

        @Test
        void beyond_the_number_of_open_jobs_is_refused() {
            Command[] many = new Command[64];
            Arrays.fill(many, aJobOf(1).command());
            for (int i = 0; i < Submitting.MAX_OPEN_JOBS / 64; i++) {
                lab.says("carl", many);
            }
            assertThat(lab.says("carl", aJobOf(1).command())).isEqualTo("Applied[TooManyJobs]");
            lab.says("carl", cancel(7));
            assertThat(lab.says("carl", aJobOf(1).command())).isEqualTo("Applied[Done]");
        }
    }

    @Nested
    class Extending_a_job {
        @Test
        void adds_tasks_while_more_was_to_come() {
            lab.says("carl", aJobOf(100).withMoreToCome().command());
            assertThat(lab.says("carl", extend(FIRST, 100, true))).isEqualTo("Applied[Done]");
            assertThat(lab.says("carl", extend(FIRST, 1, false))).isEqualTo("Applied[Done]");
            assertThat(lab.says("carl", extend(FIRST, 1, false))).isEqualTo("Applied[JobSealed]");
            assertThat(lab.job(FIRST).tasks).isEqualTo(201);
            Digests first = digests("spec", 100).plus(digests("more", 100).slice(0, 28));
            assertThat(lab.now().page("c/lab/j/1/s/000")).isEqualTo(first.bytes());
        }

        @Test
        void is_for_its_owner() {
            lab.says("carl", aJobOf(1).withMoreToCome().command());
            assertThat(lab.says("olga", extend(FIRST, 1, true))).isEqualTo("Applied[NotOwner]");
            assertThat(lab.says("carl", extend(2, 1, true))).isEqualTo("Applied[NoSuchJob]");
        }

        @Test
        void ends_at_its_greatest_size() {
            lab.says("carl", aJobOf(1_024).withMoreToCome().command());
            for (int i = 1; i < Job.MAX_TASKS / 1_024; i++) {
                lab.says("carl", extend(FIRST, 1_024, true));
            }
            assertThat(lab.job(FIRST).tasks).isEqualTo(Job.MAX_TASKS);
            assertThat(lab.says("carl", extend(FIRST, 1, true))).isEqualTo("Applied[TooManyTasks]");
        }

        @Test
        void with_a_kind_that_it_has_not_is_refused() {
            lab.says("carl", aJobOf(1).withMoreToCome().command());
            Command other =
                    new Command.Extend(FIRST, digests("x", 1), List.of(new KindRun(3, 1)), true);
            assertThat(lab.says("carl", other)).isEqualTo("Applied[MalformedCommand]");
        }
    }

    @Nested
    class Cancelling {
        @Test
        void ends_what_waits_at_once() {
            lab.says("carl", aJobOf(3).command());
            assertThat(lab.says("carl", cancel(FIRST, "1"))).isEqualTo("Applied[Done]");
            assertThat(lab.task(FIRST, 1).state).isEqualTo(TaskState.CANCELLED);
            assertThat(lab.task(FIRST, 0).state).isEqualTo(TaskState.PENDING);
        }

        @Test
        void takes_offers_back() {
            lab.joins("ada", cpus(4));
            lab.says("carl", aJobOf(3).command());
            lab.says("carl", cancel(FIRST, "0-1"));
            assertThat(lab.holding("ada")).isEqualTo(1);
            assertThat(lab.says("ada", accept(FIRST, "0-2")))
                    .isEqualTo("Applied[Done(TaskEnded 0-1)]");
        }

        @Test
        void tells_the_holder_to_stop_who_answers() {
            lab.joins("ada", cpus(4));
            lab.says("carl", aJobOf(4).command());
            lab.says("ada", accept(FIRST, "0-3"));
            assertThat(lab.says("carl", cancel(FIRST, "0-1"))).isEqualTo("Applied[Done]");
            assertThat(lab.events()).contains(new Event.Cancelling(FIRST, tasks("0-1"), 2));
            assertThat(lab.says("carl", cancel(FIRST, "0-1")))
                    .as("twice")
                    .isEqualTo("Applied[Done]");
            assertThat(lab.events()).isEmpty();
            long weight = lab.weight("ada");
            lab.says("ada", fail(FIRST, "0"), complete(FIRST, "1"));
            assertThat(lab.task(FIRST, 0).state).isEqualTo(TaskState.CANCELLED);
            assertThat(lab.task(FIRST, 1).state).isEqualTo(TaskState.DONE);
            assertThat(lab.weight("ada")).as("nobody is blamed").isGreaterThanOrEqualTo(weight);
        }

        @Test
        void ends_without_an_answer_when_its_time_is_over() {
            lab.joins("ada", cpus(4));
            lab.says("carl", aJobOf(1).command());
            lab.says("ada", accept(FIRST, "0"));
            lab.says("carl", cancel(FIRST));
            long weight = lab.weight("ada");
            lab.passes(600_000 + 60_000);
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.CANCELLED);
            assertThat(lab.weight("ada")).isEqualTo(weight);
        }

        @Test
        void a_whole_job_seals_it() {
            lab.says("carl", aJobOf(200).withMoreToCome().command());
            lab.says("carl", cancel(FIRST));
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.CANCELLED);
            assertThat(lab.says("carl", extend(FIRST, 1, true))).isEqualTo("Applied[JobClosed]");
        }

        @Test
        void is_for_the_owner_and_the_coordinator() {
            lab.joins("ada", cpus(1));
            lab.says("carl", aJobOf(2).command());
            assertThat(lab.says("ada", cancel(FIRST))).isEqualTo("Applied[NotOwner]");
            assertThat(lab.says("olga", cancel(FIRST, "0"))).isEqualTo("Applied[Done]");
            assertThat(lab.says("olga", cancel(9))).isEqualTo("Applied[NoSuchJob]");
        }

        @Test
        void what_has_ended_or_never_was_is_listed() {
            lab.says("carl", aJobOf(4).command());
            lab.says("carl", cancel(FIRST, "1"));
            assertThat(lab.says("carl", cancel(FIRST, "0-1,7")))
                    .isEqualTo("Applied[Done(NoSuchTask 7, TaskEnded 1)]");
            assertThat(lab.says("carl", cancel(FIRST, "0"))).isEqualTo("Applied[TaskEnded]");
        }
    }

    @Nested
    class A_page_whose_tasks_have_all_ended {
        @Test
        void folds_to_a_digest_and_is_deleted_with_its_specifications() {
            lab.says("carl", aJobOf(300).command());
            lab.says("carl", cancel(FIRST, "128-254"));
            TaskPage last = TaskPage.read(lab.now().page("c/lab/j/1/t/001"));
            last.at(127).state = TaskState.CANCELLED;
            lab.says("carl", cancel(FIRST, "255"));
            assertThat(lab.now().keysBelow(FIRST))
                    .containsExactly(
                            "c/lab/j/1/s/000",
                            "c/lab/j/1/s/002",
                            "c/lab/j/1/t/000",
                            "c/lab/j/1/t/002");
            assertThat(lab.job(FIRST).pages.get(1).folded).isEqualTo(Hash.sha256(last.write()));
            assertThat(lab.says("carl", cancel(FIRST, "130"))).isEqualTo("Applied[TaskEnded]");
        }

        @Test
        void stays_while_it_may_get_more_tasks() {
            lab.says("carl", aJobOf(128).withMoreToCome().command());
            lab.says("carl", extend(FIRST, 2, true));
            lab.says("carl", cancel(FIRST, "0-129"));
            assertThat(lab.now().keysBelow(FIRST))
                    .containsExactly("c/lab/j/1/s/001", "c/lab/j/1/t/001");
            lab.says("carl", extend(FIRST, 1, false));
            lab.says("carl", cancel(FIRST, "130"));
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.CANCELLED);
        }

        @Test
        void folds_when_the_job_is_sealed_without_another_task() {
            lab.says("carl", aJobOf(2).withMoreToCome().command());
            lab.says("carl", cancel(FIRST, "0-1"));
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.OPEN);
            lab.says("carl", cancel(FIRST));
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.CANCELLED);
        }

        @Test
        void may_be_made_and_folded_in_one_batch() {
            assertThat(lab.says("carl", aJobOf(130).command(), cancel(FIRST)))
                    .isEqualTo("Applied[Done, Done]");
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.CANCELLED);
        }
    }

    @Nested
    class A_closed_job {
        private void twoTasksOfAda() {
            lab.joins("ada", cpus(2));
            lab.says("carl", aJobOf(2).command());
            lab.says("ada", accept(FIRST, "0-1"));
        }

        @Test
        void is_done_when_all_are_done() {
            twoTasksOfAda();
            lab.says("ada", complete(FIRST, "0-1"));
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.DONE);
            assertThat(lab.events(Event.JobClosed.class).get(0).done()).isEqualTo(2);
        }

        @Test
        void is_cancelled_when_some_were() {
            twoTasksOfAda();
            lab.says("carl", cancel(FIRST, "0"));
            lab.says("ada", fail(FIRST, "0"), complete(FIRST, "1"));
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.CANCELLED);
        }

        @Test
        void has_failed_when_some_have() {
            twoTasksOfAda();
            lab.says("ada", complete(FIRST, "1"), fail(FIRST, "0"));
            lab.says("ada", accept(FIRST, "0"), fail(FIRST, "0"));
            lab.says("ada", accept(FIRST, "0"), fail(FIRST, "0"));
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.FAILED);
        }

        @Test
        void keeps_its_counts_and_a_digest_over_its_pages() {
            twoTasksOfAda();
            lab.says("ada", complete(FIRST, "0"));
            TaskPage last = TaskPage.read(lab.now().page("c/lab/j/1/t/000"));
            last.at(1).state = TaskState.DONE;
            last.at(1).result = Words.result(1);
            lab.says("ada", complete(FIRST, "1"));
            byte[] digest = Hash.sha256(Hash.sha256(last.write()));
            assertThat(lab.job(FIRST).digest).isEqualTo(digest);
            assertThat(lab.events(Event.JobClosed.class).get(0).digest())
                    .isEqualTo(HexFormat.of().formatHex(digest));
            assertThat(lab.job(FIRST).done).isEqualTo(2);
        }

        @Test
        void has_another_digest_when_one_result_differs() {
            assertThat(digestWithResultOf(0)).isEqualTo(digestWithResultOf(0));
            assertThat(digestWithResultOf(0)).isNotEqualTo(digestWithResultOf(5));
        }

        private String digestWithResultOf(int other) {
            Lab fresh = Lab.opened().joins("ada", cpus(2));
            fresh.says("ada", aJobOf(2).command());
            fresh.says("ada", accept(FIRST, "0-1"));
            Digests results = Words.results(tasks("1")).plus(Words.results(tasks("" + other)));
            fresh.says("ada", new Command.Complete(FIRST, tasks("0-1"), results));
            return fresh.events(Event.JobClosed.class).get(0).digest();
        }

        @Test
        void takes_no_more_commands() {
            twoTasksOfAda();
            lab.says("ada", complete(FIRST, "0-1"));
            assertThat(lab.says("ada", complete(FIRST, "0-1"))).isEqualTo("Applied[JobClosed]");
            assertThat(lab.says("carl", cancel(FIRST))).isEqualTo("Applied[JobClosed]");
        }
    }
}
