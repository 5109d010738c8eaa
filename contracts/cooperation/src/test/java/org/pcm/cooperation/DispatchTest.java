package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.cancel;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.reject;
import static org.pcm.cooperation.Words.tasks;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Dispatch;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Head;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.round.WeightTerms;
import org.pcm.cooperation.submission.Command;

/** Who is offered what (A5, P8, P9, A9). */
class DispatchTest {
    private static final Terms STILL = Terms.DEFAULT.withWeights(WeightTerms.STILL);

    @Nested
    class Offers {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2})
        void never_exceed_free_resources_of_any_kind(int scarce) {
            long[] needs = {100, 100, 1};
            long[] has = {100_000, 100_000, 1_000};
            has[scarce] = needs[scarce] * 3 + needs[scarce] - 1;
            Lab lab = Lab.opened().joins("ada", new Resources(has[0], has[1], has[2]));
            Resources each = new Resources(needs[0], needs[1], needs[2]);
            lab.says("olga", aJobOf(10).each(each).command());
            assertThat(lab.holding("ada")).isEqualTo(3);
        }

        @Test
        void fill_what_is_free_and_no_more() {
            Lab lab = Lab.opened().joins("ada", cpus(3)).joins("bob", cpus(2));
            lab.says("olga", aJobOf(10).command());
            assertThat(lab.holding("ada") + lab.holding("bob")).isEqualTo(5);
            lab.says("ada", reject(FIRST, "0-1"));
            assertThat(lab.holding("ada") + lab.holding("bob")).isEqualTo(5);
        }

        @Test
        void come_in_contiguous_runs() {
            Lab lab = Lab.opened(STILL).joins("ada", cpus(1_000)).joins("bob", cpus(1_000));
            lab.says("olga", aJobOf(256).command());
            assertThat(lab.events(Event.Offered.class))
                    .hasSize(4)
                    .allMatch(e -> e.tasks().runs() == 1 && e.tasks().size() == 64);
        }

        @Test
        void are_no_longer_than_the_terms_allow() {
            Lab lab = Lab.opened(STILL.withRunMax(10)).joins("ada", cpus(100));
            lab.says("olga", aJobOf(25).command());
            assertThat(lab.events(Event.Offered.class).stream().map(e -> e.tasks().toString()))
                    .containsExactly("0-9", "10-19", "20-24");
        }

        @Test
        void are_each_of_one_kind() {
            Lab lab = Lab.opened().joins("ada", cpus(100));
            lab.says(
                    "olga",
                    aJobOf(6)
                            .each(cpus(1))
                            .each(cpus(2))
                            .inRuns(new KindRun(0, 2), new KindRun(1, 3), new KindRun(0, 1))
                            .command());
            assertThat(
                            lab.events(Event.Offered.class).stream()
                                    .map(e -> e.tasks() + ":" + e.kind()))
                    .containsExactly("0-1:0", "2-4:1", "5:0");
        }

        @Test
        void go_to_nobody_who_pledges_nothing() {
            Lab lab = Lab.opened().consumer("carl");
            lab.says("carl", aJobOf(3).command());
            assertThat(lab.job(FIRST).pending()).isEqualTo(3);
        }

        @Test
        void pass_over_what_nobody_can_run() {
            Lab lab = Lab.opened().joins("ada", cpus(4));
            lab.says(
                    "olga",
                    aJobOf(4)
                            .each(cpus(5))
                            .each(cpus(1))
                            .inRuns(new KindRun(0, 2), new KindRun(1, 2))
                            .command());
            lab.says("olga", aJobOf(2).command());
            assertThat(lab.events(Event.Offered.class).stream().map(e -> e.job() + ":" + e.tasks()))
                    .containsExactly("2:0-1");
            assertThat(lab.holding("ada")).isEqualTo(4);
            assertThat(lab.head().unfinished).isFalse();
        }
    }

    @Nested
    class A_pass_is_bounded {
        @Test
        void by_the_offers_it_makes_and_a_tick_goes_on() {
            Lab lab = Lab.opened(STILL).joins("ada", cpus(10_000));
            lab.batch(
                    lab.message("olga", aJobOf(1_024).command()).signed(),
                    lab.message("olga", aJobOf(1_024).command()).signed(),
                    lab.message("olga", aJobOf(1_024).command()).signed(),
                    lab.message("olga", aJobOf(1_024).command()).signed(),
                    lab.message("olga", aJobOf(1_024).command()).signed());
            assertThat(lab.holding("ada")).isEqualTo(Dispatch.MAX_OFFERS);
            assertThat(lab.head().unfinished).isTrue();
            lab.tick();
            assertThat(lab.holding("ada")).isEqualTo(5 * 1_024);
            assertThat(lab.head().unfinished).isFalse();
        }

        @Test
        void and_goes_round_the_jobs() {
            Lab lab = Lab.opened(STILL).joins("ada", cpus(1));
            lab.says("olga", aJobOf(3).command(), aJobOf(3).command());
            for (int i = 0; i < 6; i++) {
                Event.Offered offer = lab.events(Event.Offered.class).get(0);
                String task = offer.tasks().toString();
                lab.says("ada", accept(offer.job(), task), complete(offer.job(), task));
            }
            assertThat(lab.head().openJobs).isEmpty();
        }
    }

    @Nested
    class Jobs_that_nobody_can_run {
        private final Lab lab = Lab.sealed(STILL).joins("ada", cpus(4));
        private final Command.Submit forSomebodyElse =
                aJobOf(1).each(new Resources(1_000, 0, 1)).command();

        private void wait(int jobs) {
            Command[] batch = new Command[64];
            Arrays.fill(batch, forSomebodyElse);
            for (int i = 0; i < jobs; i += batch.length) {
                lab.says("olga", batch);
            }
        }

        @Test
        void cost_a_batch_a_bounded_number_of_reads() {
            wait(3 * Dispatch.MAX_JOBS);
            lab.tick();
            assertThat(lab.ledger.pages.reads()).isLessThan(Dispatch.MAX_JOBS + 8);
        }

        @Test
        void do_not_keep_ticks_going() {
            wait(3 * Dispatch.MAX_JOBS);
            int ticks = 0;
            while (lab.head().unfinished) {
                lab.tick();
                assertThat(++ticks).isLessThan(8);
            }
        }

        @Test
        void do_not_hide_those_behind_them() {
            wait(3 * Dispatch.MAX_JOBS);
            lab.says("olga", aJobOf(4).command());
            lab.settles();
            assertThat(lab.holding("ada")).isEqualTo(4);
        }

        @Test
        void are_not_looked_at_when_all_are_full() {
            lab.says("olga", aJobOf(4).command());
            wait(2 * Dispatch.MAX_JOBS);
            assertThat(lab.head().unfinished).isFalse();
            lab.tick();
            assertThat(lab.ledger.pages.reads()).isLessThan(8);
        }
    }

    @Test
    void virtual_time_starts_again_before_it_overflows() {
        Lab lab = Lab.opened(STILL).joins("ada", cpus(10)).joins("bob", cpus(10));
        long late = Long.MAX_VALUE / 4 + 1;
        lab.ledger.edit(
                Lab.NAME,
                now -> {
                    now.head.served = late;
                    now.member("ada").served = late + 1_000;
                    now.member("bob").served = late + 2_000;
                });
        lab.says("olga", aJobOf(10).command());
        Head head = lab.head();
        assertThat(head.served).isLessThan(1L << 40);
        assertThat(lab.member("ada").served).isLessThan(1L << 40);
        assertThat(lab.holding("ada")).isEqualTo(5);
    }

    @Test
    void the_heaviest_task_of_the_lightest_member_can_be_offered() {
        Lab lab =
                Lab.opened(
                                Terms.DEFAULT.withWeights(
                                        new WeightTerms(1, 1_000, 0, 1_000, 1_000, 0, 1_000)))
                        .joins("ada", new Resources(10_000_000L * 64, 0, 0));
        long month = 30L * 24 * 3_600_000;
        Resources most = new Resources(10_000_000, 0, 0);
        lab.says("olga", aJobOf(64).each(most, month, month).command());
        lab.says("ada", reject(FIRST, "0-63"));
        assertThat(lab.weight("ada")).isEqualTo(1);
        assertThat(lab.holding("ada")).isEqualTo(64);
        lab.says("ada", reject(FIRST, "0-63"));
        assertThat(lab.holding("ada")).isEqualTo(64);
        lab.says("olga", cancel(FIRST));
        assertThat(lab.events()).contains(new Event.Cancelled(FIRST, tasks("0-63")));
    }

    @Test
    void what_a_member_holds_unanswered_is_bounded() {
        Command.Submit tiny = aJobOf(1).each(new Resources(1, 0, 0)).command();
        Lab lab = Lab.opened(STILL).joins("ada", cpus(1_000));
        Command[] jobs = new Command[64];
        Arrays.fill(jobs, tiny);
        for (int i = 0; i < 5; i++) {
            lab.says("olga", jobs);
        }
        assertThat(lab.holding("ada")).isEqualTo(Member.MAX_PLACES);
        lab.says("ada", accept(FIRST, "0"));
        assertThat(lab.member("ada").offers).hasSize(Member.MAX_PLACES);
    }
}
