package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.fail;
import static org.pcm.cooperation.Words.reject;
import static org.pcm.cooperation.Words.tasks;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.ExhaustedBound;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.round.WeightTerms;
import org.pcm.cooperation.submission.Command;

/** What the holder of an offer may answer, when, and what follows (A7–A9, B11–B14). */
class OfferTest {
    private static final long OFFER = Terms.DEFAULT.offerMillis();

    @Nested
    class An_offer {
        private final Lab lab =
                Lab.opened(Terms.DEFAULT.withWeights(WeightTerms.DEFAULT.withDecay(0)))
                        .joins("ada", cpus(4))
                        .joins("bob", cpus(4));

        private void job() {
            lab.says("olga", aJobOf(8).command());
        }

        @Test
        void is_told_with_what_the_holder_must_know() {
            job();
            Event.Offered offered = lab.events(Event.Offered.class).get(0);
            assertThat(offered.specs())
                    .isEqualTo(Words.digests("spec", 8).slice(0, offered.tasks().size()));
            assertThat(offered.until()).isEqualTo(lab.head().clock + OFFER);
            assertThat(offered.kind()).isZero();
        }

        @Test
        void is_answered_only_by_its_holder() {
            job();
            assertThat(lab.says("bob", accept(FIRST, "0"))).isEqualTo("Applied[NotHolder]");
            assertThat(lab.says("bob", reject(FIRST, "0"))).isEqualTo("Applied[NotHolder]");
            assertThat(lab.says("olga", accept(FIRST, "0"))).isEqualTo("Applied[NotHolder]");
            assertThat(lab.says("ada", accept(FIRST, "0-7")))
                    .isEqualTo("Applied[Done(NotHolder 4-7)]");
        }

        @Test
        void is_answered_only_by_who_has_seen_it() {
            long before = lab.version();
            job();
            Message blind = lab.message("ada", accept(FIRST, "0")).seen(before);
            assertThat(lab.submits(blind.signed())).isEqualTo("Applied[OfferUnseen]");
            Message seeing = lab.message("ada", accept(FIRST, "0")).seen(before + 1);
            assertThat(lab.submits(seeing.signed())).isEqualTo("Applied[Done]");
        }

        @Test
        void is_not_answered_in_the_batch_that_makes_it() {
            Message job = lab.message("olga", aJobOf(2).command());
            Message hasty = lab.message("ada", accept(FIRST, "0"));
            assertThat(lab.batch(job.signed(), hasty.signed()).get(1))
                    .isIn("Applied[NoSuchJob]", "Applied[NotOffered]");
        }

        @Test
        void is_accepted_with_a_time_limit() {
            job();
            lab.says("ada", accept(FIRST, "0-3"));
            Event.Accepted accepted = lab.events(Event.Accepted.class).get(0);
            assertThat(accepted.until())
                    .isEqualTo(lab.head().clock + 600_000 + Terms.DEFAULT.graceMillis());
            assertThat(lab.task(FIRST, 0).state).isEqualTo(TaskState.RUNNING);
            assertThat(lab.says("ada", accept(FIRST, "0"))).isEqualTo("Applied[NotOffered]");
            assertThat(lab.says("ada", reject(FIRST, "0"))).isEqualTo("Applied[NotOffered]");
        }

        @Test
        void of_a_task_or_job_that_is_not_is_not_answered() {
            job();
            assertThat(lab.says("ada", accept(FIRST, "8"))).isEqualTo("Applied[NoSuchTask]");
            assertThat(lab.says("ada", accept(2, "0"))).isEqualTo("Applied[NoSuchJob]");
        }

        @Test
        void that_was_rejected_goes_to_another_at_once() {
            Lab small = Lab.opened().joins("ada", cpus(1)).joins("bob", cpus(1));
            small.says("olga", aJobOf(1).command());
            small.says("ada", reject(FIRST, "0"));
            assertThat(small.events(Event.Offered.class).get(0).member()).isEqualTo(2);
        }

        @Test
        void that_expires_goes_to_another() {
            Lab small = Lab.opened().joins("ada", cpus(1)).joins("bob", cpus(1));
            small.says("olga", aJobOf(1).command());
            small.passes(OFFER - 1);
            assertThat(small.events(Event.OfferExpired.class)).isEmpty();
            small.passes(1);
            assertThat(small.events())
                    .startsWith(new Event.OfferExpired(FIRST, tasks("0"), 1, false));
            assertThat(small.events(Event.Offered.class).get(0).member()).isEqualTo(2);
            assertThat(small.says("ada", accept(FIRST, "0"))).isEqualTo("Applied[NotHolder]");
        }

        @Test
        void costs_only_who_has_seen_it_when_it_expires() {
            job();
            lab.reads("bob");
            lab.passes(OFFER);
            assertThat(lab.events(Event.OfferExpired.class))
                    .containsExactly(
                            new Event.OfferExpired(FIRST, tasks("0-3"), 1, false),
                            new Event.OfferExpired(FIRST, tasks("4-7"), 2, true));
            assertThat(lab.weight("ada")).isEqualTo(1_000);
            assertThat(lab.weight("bob")).isEqualTo(1_000 - 4 * 60);
        }
    }

    @Nested
    class A_task_that_was_given_back {
        @Test
        void waits_for_another_who_qualifies_though_busy() {
            Lab lab = Lab.opened().joins("ada", cpus(1)).joins("bob", cpus(1));
            lab.says("olga", aJobOf(2).command());
            lab.says("bob", accept(FIRST, "1"));
            lab.says("ada", reject(FIRST, "0"));
            assertThat(lab.task(FIRST, 0).state).isEqualTo(TaskState.PENDING);
            lab.says("bob", complete(FIRST, "1"));
            assertThat(lab.task(FIRST, 0).holder).isEqualTo(2);
        }

        @Test
        void goes_back_to_the_same_member_when_no_other_qualifies() {
            Lab lab = Lab.opened().joins("ada", cpus(2)).joins("bob", cpus(1));
            lab.says("olga", aJobOf(1).each(cpus(2)).command());
            lab.says("ada", reject(FIRST, "0"));
            assertThat(lab.task(FIRST, 0).holder).isEqualTo(1);
        }

        @Test
        void goes_round_a_bounded_number_of_times() {
            Lab lab = Lab.opened(Terms.DEFAULT.withOffersMax(3)).joins("ada", cpus(1));
            lab.says("olga", aJobOf(1).command());
            lab.says("ada", reject(FIRST, "0"));
            lab.says("ada", reject(FIRST, "0"));
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.OPEN);
            lab.says("ada", reject(FIRST, "0"));
            assertThat(lab.events())
                    .contains(new Event.Exhausted(FIRST, tasks("0"), ExhaustedBound.offers));
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.FAILED);
        }

        @Test
        void by_members_who_leave_goes_round_a_bounded_number_of_times_too() {
            Lab lab = Lab.opened(Terms.DEFAULT.withOffersMax(2)).joins("ada", cpus(1));
            lab.says("olga", aJobOf(1).command());
            lab.says("ada", Words.leave());
            lab.says("ada", Words.join(cpus(1)));
            lab.says("ada", Words.leave());
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.FAILED);
        }
    }

    @Nested
    class An_attempt {
        private final Lab lab =
                Lab.opened(Terms.DEFAULT.withWeights(WeightTerms.DEFAULT.withDecay(0)))
                        .joins("ada", cpus(4))
                        .joins("bob", cpus(4));

        private void adaRunsFour() {
            lab.says("olga", aJobOf(8).command());
            lab.says("ada", accept(FIRST, "0-3"));
        }

        @Test
        void ends_with_a_result_that_is_told_and_kept() {
            adaRunsFour();
            lab.says("ada", complete(FIRST, "1-2"));
            assertThat(lab.events())
                    .contains(
                            new Event.Completed(
                                    FIRST, tasks("1-2"), 1, Words.results(tasks("1-2"))));
            assertThat(lab.task(FIRST, 2).result).isEqualTo(Words.result(2));
        }

        @Test
        void is_reported_only_by_its_holder_and_once() {
            adaRunsFour();
            assertThat(lab.says("bob", complete(FIRST, "0"))).isEqualTo("Applied[NotHolder]");
            assertThat(lab.says("ada", complete(FIRST, "0,4")))
                    .isEqualTo("Applied[Done(NotRunning 4)]");
            assertThat(lab.task(FIRST, 0).result).isEqualTo(Words.result(0));
            assertThat(lab.says("ada", complete(FIRST, "0"))).isEqualTo("Applied[TaskEnded]");
            assertThat(lab.says("ada", fail(FIRST, "0"))).isEqualTo("Applied[TaskEnded]");
        }

        @Test
        void of_some_of_the_tasks_named_keeps_each_ones_own_result() {
            adaRunsFour();
            lab.says("ada", complete(FIRST, "1"));
            assertThat(lab.says("ada", complete(FIRST, "0-3")))
                    .isEqualTo("Applied[Done(TaskEnded 1)]");
            assertThat(lab.task(FIRST, 2).result).isEqualTo(Words.result(2));
            assertThat(lab.task(FIRST, 3).result).isEqualTo(Words.result(3));
        }

        @Test
        void that_fails_is_repeated_elsewhere_while_attempts_are_left() {
            adaRunsFour();
            lab.says("bob", reject(FIRST, "4-7"));
            lab.says("ada", fail(FIRST, "0"));
            assertThat(lab.task(FIRST, 0).holder).isEqualTo(2);
            assertThat(lab.task(FIRST, 0).attempts).isEqualTo(1);
        }

        @Test
        void fails_with_a_result_that_is_kept() {
            adaRunsFour();
            lab.says("ada", new Command.Fail(FIRST, tasks("0"), "exit", Words.results(tasks("0"))));
            assertThat(lab.task(FIRST, 0).result).isEqualTo(Words.result(0));
        }

        @Test
        void is_repeated_a_bounded_number_of_times() {
            Lab small = Lab.opened(Terms.DEFAULT.withAttemptsMax(2)).joins("ada", cpus(1));
            small.says("olga", aJobOf(1).command());
            small.says("ada", accept(FIRST, "0"), fail(FIRST, "0"));
            assertThat(small.job(FIRST).state).isEqualTo(JobState.OPEN);
            small.says("ada", accept(FIRST, "0"), fail(FIRST, "0"));
            assertThat(small.events())
                    .contains(new Event.Exhausted(FIRST, tasks("0"), ExhaustedBound.attempts));
            assertThat(small.job(FIRST).state).isEqualTo(JobState.FAILED);
        }

        @Test
        void is_not_repeated_beyond_the_offers_allowed() {
            Lab small = Lab.opened(Terms.DEFAULT.withOffersMax(1)).joins("ada", cpus(1));
            small.says("olga", aJobOf(1).command());
            small.says("ada", accept(FIRST, "0"), fail(FIRST, "0"));
            assertThat(small.events())
                    .contains(new Event.Exhausted(FIRST, tasks("0"), ExhaustedBound.offers));
        }

        @Test
        void past_its_limit_and_the_grace_is_overdue_and_repeated_elsewhere() {
            adaRunsFour();
            lab.says("bob", accept(FIRST, "4-7"));
            lab.says("bob", complete(FIRST, "4-7"));
            lab.ledger.advance(600_000 + 60_000 - 1);
            lab.reads("ada", "bob");
            assertThat(lab.chronicle().all(Event.Overdue.class)).isEmpty();
            lab.passes(1);
            assertThat(lab.events()).contains(new Event.Overdue(FIRST, tasks("0-3"), 1));
            assertThat(lab.task(FIRST, 0).holder).isEqualTo(2);
            assertThat(lab.weight("ada")).isEqualTo(1_000 + 4 * 10 - 4 * 60);
            assertThat(lab.says("ada", complete(FIRST, "0")))
                    .as("a late answer is refused")
                    .isEqualTo("Applied[NotRunning]");
        }
    }
}
