package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.reject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.round.Timers;
import org.pcm.cooperation.round.WeightTerms;

/** Deadlines fire by the lane's clock, in a bounded number per batch, and ticks go on. */
class TimersTest {
    private static final Terms PATIENT =
            Terms.DEFAULT.withAwayMillis(3_600_000).withWeights(WeightTerms.STILL);

    @Test
    void the_head_says_when_the_next_thing_is_due() {
        Lab lab = Lab.opened().joins("ada", cpus(2));
        assertThat(lab.head().nextDue).as("nothing").isZero();
        lab.says("olga", aJobOf(2).command());
        assertThat(lab.head().nextDue).isEqualTo(lab.head().clock + 60_000);
        lab.says("ada", accept(FIRST, "0"));
        assertThat(lab.head().nextDue).isEqualTo(lab.head().clock + 60_000);
        lab.says("ada", accept(FIRST, "1"));
        assertThat(lab.head().nextDue).as("she must read on").isEqualTo(lab.head().clock + 120_000);
    }

    @Test
    void nothing_fires_before_it_is_due() {
        Lab lab = Lab.opened().joins("ada", cpus(1));
        lab.says("olga", aJobOf(1).command());
        lab.ledger.clock = lab.head().nextDue - 1;
        lab.tick();
        assertThat(lab.events()).isEmpty();
        lab.passes(1);
        assertThat(lab.events()).isNotEmpty();
    }

    @Test
    void what_is_due_fires_before_what_is_said_in_the_same_batch() {
        Lab lab = Lab.opened().joins("ada", cpus(1)).joins("bob", cpus(1));
        lab.says("olga", aJobOf(1).command());
        byte[] late = lab.message("ada", accept(FIRST, "0")).signed();
        lab.ledger.advance(60_000);
        assertThat(lab.submits(late)).isEqualTo("Applied[NotOffered]");
    }

    @Test
    void one_batch_fires_a_bounded_number_and_ticks_do_the_rest() {
        Lab lab = Lab.sealed(PATIENT).joins("ada", new Resources(1_000_000, 0, 0));
        int pages = Timers.MAX_PAGES + 6;
        for (int tasks = 0; tasks < pages * PageKeys.TASKS_PER_PAGE; tasks += 1_024) {
            lab.says("olga", aJobOf(1_024).each(new Resources(1, 0, 0)).command());
        }
        lab.settles();
        int offered = lab.holding("ada");
        assertThat(offered).isGreaterThan(Timers.MAX_PAGES * PageKeys.TASKS_PER_PAGE);
        lab.passes(60_000);
        assertThat(expired(lab)).isEqualTo(Timers.MAX_PAGES * PageKeys.TASKS_PER_PAGE);
        assertThat(lab.head().unfinished).isTrue();
        lab.tick();
        assertThat(
                        lab.chronicle().all(Event.OfferExpired.class).stream()
                                .mapToInt(e -> e.tasks().size())
                                .sum())
                .isEqualTo(offered);
    }

    private static int expired(Lab lab) {
        return lab.events(Event.OfferExpired.class).stream().mapToInt(e -> e.tasks().size()).sum();
    }

    @Test
    void members_who_went_away_hand_back_a_bounded_number_of_pages_per_batch() {
        Lab lab =
                Lab.sealed(PATIENT.withAwayMillis(10_000).withOfferMillis(3_600_000))
                        .joins("ada", new Resources(9_000, 0, 0))
                        .joins("bob", new Resources(9_000, 0, 0));
        for (int i = 0; i < 18; i++) {
            lab.says("olga", aJobOf(1_024).each(new Resources(1, 0, 0)).command());
        }
        lab.settles();
        assertThat(lab.member("ada").offers.size()).isGreaterThanOrEqualTo(Timers.MAX_PAGES);
        lab.passes(10_000);
        assertThat(lab.events(Event.Away.class)).containsExactly(new Event.Away(1));
        assertThat(lab.head().unfinished).isTrue();
        lab.tick();
        assertThat(lab.events(Event.Away.class)).containsExactly(new Event.Away(2));
    }

    @Test
    void what_was_due_first_fires_first_whatever_others_have_due() {
        Lab lab =
                Lab.sealed(PATIENT.withGraceMillis(10_000))
                        .joins("ada", new Resources(1_000_000, 0, 0));
        for (int job = 0; job * 1_024 < Timers.MAX_PAGES * PageKeys.TASKS_PER_PAGE; job++) {
            lab.says("olga", aJobOf(1_024).each(new Resources(1, 0, 0)).command());
        }
        lab.says("olga", aJobOf(1).each(new Resources(1, 0, 0), 1, 1).command());
        lab.settles();
        long last = lab.head().nextJob - 1;
        assertThat(lab.says("ada", accept(last, "0"))).isEqualTo("Applied[Done]");
        lab.passes(60_000);
        assertThat(lab.head().unfinished).as("more was due than one batch fires").isTrue();
        assertThat(lab.events()).contains(new Event.Overdue(last, Words.tasks("0"), 1));
    }

    @Test
    void members_who_went_away_do_not_hold_up_what_is_due() {
        Lab lab =
                Lab.sealed(PATIENT.withAwayMillis(10_000).withOfferMillis(3_600_000))
                        .joins("ada", new Resources(18_000, 0, 0))
                        .joins("bob", new Resources(9_000, 0, 0));
        lab.says("olga", aJobOf(1).each(new Resources(1, 0, 0), 1, 1).command());
        String holder = lab.holding("ada") == 1 ? "ada" : "bob";
        lab.says(holder, accept(FIRST, "0"));
        for (int i = 0; i < 24; i++) {
            lab.says("olga", aJobOf(1_024).each(new Resources(1, 0, 0)).command());
        }
        lab.settles();
        assertThat(lab.member("ada").offers.size()).isGreaterThanOrEqualTo(Timers.MAX_PAGES);
        lab.passes(70_000);
        assertThat(lab.events(Event.Away.class)).as("the bound was met").hasSize(1);
        assertThat(lab.events(Event.Overdue.class)).hasSize(1);
    }

    @Test
    @Tag("slow") // it takes more pages than one pass reads
    void a_sweep_that_finds_nothing_to_offer_ends() {
        Lab lab =
                Lab.sealed(PATIENT)
                        .joins("ada", new Resources(60_000, 0, 0))
                        .joins("bob", new Resources(1, 0, 0));
        for (int job = 1; job <= 3; job++) {
            lab.says("olga", aJobOf(1_024).each(new Resources(1, 0, 0)).withMoreToCome().command());
            for (int i = 1; i < 16; i++) {
                lab.says("olga", Words.extend(job, 1_024, i < 15));
            }
        }
        lab.settles();
        rejectAllThatAdaHolds(lab);
        assertThat(lab.head().unfinished).as("more pages wait than one pass reads").isTrue();
        int ticks = 0;
        while (lab.head().unfinished) {
            lab.tick();
            assertThat(++ticks).isLessThan(8);
        }
        lab.says("olga", aJobOf(1).each(new Resources(2, 0, 0)).command());
        lab.settles();
        assertThat(lab.job(4).pending()).as("a job behind them all is reached").isZero();
    }

    /** All tasks but bob's one: bob qualifies for each, so ada gets none of them again. */
    private static void rejectAllThatAdaHolds(Lab lab) {
        while (!lab.member("ada").offers.isEmpty()) {
            long job = lab.member("ada").offers.firstKey().job();
            for (int from = 0; from < lab.job(job).tasks; from += 1_024) {
                lab.says("ada", reject(job, from + "-" + (from + 1_023)));
            }
        }
    }
}
