package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.fail;
import static org.pcm.cooperation.Words.reject;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.Weight;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.round.WeightTerms;
import org.pcm.cooperation.submission.Command;

/** Accepting raises a weight, refusing lowers it, exactly (P9, A9, rulings 3–5 and 7). */
class WeightTest {
    private static final Terms EXACT = Terms.DEFAULT.withWeights(WeightTerms.DEFAULT.withDecay(0));

    private final Lab lab = Lab.opened(EXACT).joins("ada", cpus(8));

    @Test
    void rises_on_accept_and_on_success_and_falls_on_rejection_and_failure() {
        lab.says("olga", aJobOf(4).command());
        lab.says("ada", accept(FIRST, "0-1"));
        assertThat(lab.weight("ada")).isEqualTo(1_000 + 2 * 10);
        lab.says("ada", complete(FIRST, "0"));
        assertThat(lab.weight("ada")).isEqualTo(1_020 + 30);
        lab.says("ada", fail(FIRST, "1"));
        assertThat(lab.weight("ada")).isEqualTo(1_050 - 60);
        lab.says("ada", reject(FIRST, "2-3"));
        assertThat(lab.weight("ada")).isEqualTo(990 - 2 * 60);
    }

    @Test
    void moves_in_the_batch_of_the_answer_and_says_why() {
        lab.says("olga", aJobOf(1).command());
        lab.says("ada", accept(FIRST, "0"));
        assertThat(lab.events(Event.WeightChanged.class))
                .containsExactly(new Event.WeightChanged(1, 1_000, 1_010, 0, WeightCause.accept));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "7,3", "333,1000", "1001,59999", "250,60001"})
    void is_the_same_however_an_answer_is_split(long milliCpu, long estimateMillis) {
        Resources needs = new Resources(milliCpu, 1, 0);
        Resources pledge = new Resources(milliCpu * 60, 60, 0);
        Weight together = afterAccepting(pledge, needs, estimateMillis, accept(FIRST, "0-59"));
        Command[] one = new Command[60];
        for (int i = 0; i < one.length; i++) {
            one[i] = accept(FIRST, Integer.toString(i));
        }
        assertThat(afterAccepting(pledge, needs, estimateMillis, one)).isEqualTo(together);
        BigInteger work = BigInteger.valueOf(60 * milliCpu * estimateMillis);
        assertThat(together).isEqualTo(Weight.START.plus(10, work, WeightTerms.DEFAULT));
    }

    private static Weight afterAccepting(
            Resources pledge, Resources needs, long estimateMillis, Command... answers) {
        Lab fresh = Lab.opened(EXACT).joins("ada", pledge);
        fresh.says("olga", aJobOf(60).each(needs, estimateMillis, 600_000).command());
        fresh.says("ada", answers);
        return fresh.member("ada").weight;
    }

    @Test
    void is_exact_over_any_splitting_of_any_work() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        WeightTerms wide = new WeightTerms(1, 1_000_000, 10, 60, 60, 30, 60);
        for (int round = 0; round < 1_000; round++) {
            long delta = random.nextLong(-60, 60);
            Weight split = Weight.START;
            BigInteger all = BigInteger.ZERO;
            for (int part = 0; part < 20; part++) {
                BigInteger work = BigInteger.valueOf(random.nextLong(40_000_000));
                split = split.plus(delta, work, wide);
                all = all.add(work);
            }
            assertThat(split).isEqualTo(Weight.START.plus(delta, all, wide));
        }
    }

    @Nested
    class Is_bounded {
        private final WeightTerms narrow = new WeightTerms(950, 1_050, 100, 100, 100, 100, 100);
        private final Lab bounded =
                Lab.opened(Terms.DEFAULT.withWeights(narrow)).joins("ada", cpus(4));

        @Test
        void above() {
            bounded.says("olga", aJobOf(4).command());
            bounded.says("ada", accept(FIRST, "0-3"));
            assertThat(bounded.weight("ada")).isEqualTo(1_050);
            bounded.says("ada", complete(FIRST, "0-3"));
            assertThat(bounded.events(Event.WeightChanged.class)).as("at a bound").isEmpty();
        }

        @Test
        void below() {
            bounded.says("olga", aJobOf(4).command());
            bounded.says("ada", reject(FIRST, "0-3"));
            assertThat(bounded.weight("ada")).isEqualTo(950);
        }
    }

    @Test
    void of_the_coordinator_rises_for_nothing_but_falls() {
        Ledger ledger = Ledger.founded();
        Person ada = ledger.registered("ada", Tier.HPC);
        ledger.submit("lab", ada.says("lab", new Command.Open(Terms.DEFAULT, cpus(2))).signed());
        ledger.submit("lab", ada.says("lab", aJobOf(2).command()).signed());
        ledger.submit("lab", ada.says("lab", accept(FIRST, "0-1")).seen(2).signed());
        ledger.submit("lab", ada.says("lab", complete(FIRST, "0")).seen(3).signed());
        assertThat(new Snapshot(ledger.pages, "lab").member("ada").weight).isEqualTo(Weight.START);
        ledger.submit("lab", ada.says("lab", fail(FIRST, "1")).seen(4).signed());
        assertThat(new Snapshot(ledger.pages, "lab").member("ada").weight.thousandths())
                .isEqualTo(940);
    }

    @Test
    void accepting_and_abandoning_is_a_losing_strategy() {
        lab.says("olga", aJobOf(1).command());
        lab.says("ada", accept(FIRST, "0"), fail(FIRST, "0"));
        assertThat(lab.weight("ada")).isLessThan(1_000);
    }
}
