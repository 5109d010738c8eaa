package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.fail;
import static org.pcm.cooperation.Words.grab;
import static org.pcm.cooperation.Words.join;
import static org.pcm.cooperation.Words.leave;
import static org.pcm.cooperation.Words.noCapacity;
import static org.pcm.cooperation.Words.pledge;
import static org.pcm.cooperation.Words.reject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.member.Weight;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.round.DispatchTerms;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.round.WeightTerms;
import org.pcm.cooperation.submission.Command;

/** Each ruling on weights against somebody who plays the attack that it is for, and loses. */
class AttackTest {
    private static final Terms STILL = Terms.DEFAULT.withWeights(WeightTerms.STILL);

    /** Tasks offered to each member while jobs come in at some 60 % of the capacity. */
    private static Map<Integer, Integer> offered(Shop shop, int jobs, int tasks) {
        Map<Integer, Integer> before = shop.lab.chronicle().offeredTasks();
        for (int job = 0; job < jobs; job++) {
            shop.works(shop.lab.message("olga", aJobOf(tasks).command()).signed());
            for (int step = 0; step < 4; step++) {
                shop.lab.ledger.advance(5_000);
                shop.works();
            }
        }
        Map<Integer, Integer> after = new TreeMap<>(shop.lab.chronicle().offeredTasks());
        before.forEach((member, count) -> after.merge(member, -count, Integer::sum));
        return after;
    }

    /** Ruling 3: deltas count by resource-time. */
    @Test
    void accepting_much_and_failing_all_of_it_ends_below_where_it_began() {
        Lab lab = Lab.opened().joins("mallory", cpus(64));
        lab.says("olga", aJobOf(64).command());
        Command[] accepts = new Command[64];
        for (int i = 0; i < 64; i++) {
            accepts[i] = accept(FIRST, Integer.toString(i));
        }
        lab.says("mallory", accepts);
        lab.says("mallory", fail(FIRST, "0-63"));
        assertThat(lab.weight("mallory")).isLessThan(1_000);
    }

    /** Ruling 4: shares by weight × pledge. */
    @Nested
    class Splitting_oneself {
        @Test
        void into_ten_gains_no_share() {
            Shop one = new Shop(STILL, 10_000).with("honest", cpus(20)).with("mallory", cpus(20));
            int whole = offered(one, 60, 24).getOrDefault(2, 0);
            Shop ten = new Shop(STILL, 10_000).with("honest", cpus(20));
            for (int i = 0; i < 10; i++) {
                ten.with("mallory-" + i, cpus(2));
            }
            Map<Integer, Integer> split = offered(ten, 60, 24);
            int parts = split.values().stream().mapToInt(n -> n).sum() - split.getOrDefault(1, 0);
            assertThat(parts).isLessThanOrEqualTo(whole * 21 / 20);
        }

        @Test
        void after_spoiling_a_name_loses_by_probation() {
            Shop shop = new Shop(STILL, 10_000).with("honest", cpus(20)).with("mallory", cpus(20));
            Map<Integer, Integer> known = offered(shop, 40, 24);
            shop.lab.says("mallory", pledge(cpus(0)));
            for (int i = 0; i < 5; i++) {
                shop.with("sybil-" + i, cpus(4));
                int number = shop.lab.member("sybil-" + i).number;
                assertThat(shop.lab.chronicle().all(Planned.OnProbation.class))
                        .anyMatch(e -> e.member() == number);
            }
            Map<Integer, Integer> anew = offered(shop, 4, 24);
            int sybils = anew.values().stream().mapToInt(n -> n).sum() - anew.getOrDefault(1, 0);
            int all = sybils + anew.getOrDefault(1, 0);
            assertThat(sybils * 1_000 / all)
                    .as("at most a fifth, and what one task more makes: %s", anew)
                    .isLessThanOrEqualTo(270);
            assertThat(known.getOrDefault(2, 0)).as("it had half").isGreaterThan(430);
        }
    }

    /** Ruling 4: probation ends by work done, and leaves nothing idle. */
    @Nested
    class A_newcomer {
        private final Shop shop = new Shop(STILL, 10_000).with("old", cpus(10));

        A_newcomer() {
            shop.works(shop.lab.message("olga", aJobOf(1).command()).signed());
            shop.works();
            shop.with("new", cpus(10));
        }

        @Test
        void counts_in_full_once_it_has_worked() {
            assertThat(shop.lab.member("new").extra.probation()).isPositive();
            offered(shop, 60, 12);
            assertThat(shop.lab.member("new").extra.probation()).isZero();
        }

        @Test
        void gets_work_when_the_others_are_full() {
            shop.works(shop.lab.message("olga", aJobOf(40).command()).signed());
            assertThat(shop.lab.holding("new")).isEqualTo(10);
        }
    }

    /** Ruling 4: who leaves and comes back finds the old weight. */
    @Test
    void leaving_and_coming_back_launders_nothing() {
        Lab lab = Lab.opened().joins("mallory", cpus(8));
        lab.says("olga", aJobOf(8).command());
        lab.says("mallory", reject(FIRST, "0-7"));
        long spoilt = lab.weight("mallory");
        assertThat(spoilt).isLessThan(1_000);
        lab.says("mallory", leave());
        lab.passes(30L * 24 * 3_600_000);
        lab.says("mallory", join(cpus(8)));
        assertThat(lab.chronicle().all(Event.Joined.class))
                .last()
                .extracting(Event.Joined::weight)
                .isEqualTo(spoilt);
    }

    /** Ruling 4: decay counts per task offered, not by time. */
    @Nested
    class Decay {
        @Test
        void does_not_come_to_who_sits_out() {
            Lab lab = Lab.opened().joins("mallory", cpus(8)).joins("bob", cpus(8));
            lab.ledger.edit(Lab.NAME, now -> now.member("mallory").weight = new Weight(400, 0));
            lab.says("mallory", pledge(cpus(0)));
            for (int i = 0; i < 10; i++) {
                lab.says("olga", aJobOf(4).command());
                lab.passes(24 * 3_600_000);
            }
            assertThat(lab.weight("mallory")).isEqualTo(400);
        }

        @Test
        void makes_old_merit_fade_with_every_task_offered() {
            Lab lab = Lab.opened(STILL.withWeights(WeightTerms.STILL.withDecay(10)));
            lab.joins("ada", cpus(100));
            lab.ledger.edit(Lab.NAME, now -> now.member("ada").weight = new Weight(2_000, 0));
            lab.says("olga", aJobOf(10).command());
            assertThat(lab.weight("ada")).isEqualTo(2_000 - 100);
            assertThat(lab.events(Event.WeightChanged.class))
                    .extracting(Event.WeightChanged::cause)
                    .containsExactly(WeightCause.decay);
        }

        @Test
        void forgives_less_than_a_refusal_costs() {
            Lab lab = Lab.opened().joins("mallory", cpus(1));
            long before = 400;
            lab.ledger.edit(Lab.NAME, now -> now.member("mallory").weight = new Weight(before, 0));
            lab.says("olga", aJobOf(1).command());
            lab.says("mallory", reject(FIRST, "0"));
            assertThat(lab.weight("mallory")).isLessThan(before);
        }
    }

    /** Ruling 5: refusals for want of capacity. */
    @Nested
    class No_capacity {
        private final Lab lab = Lab.opened().joins("mallory", cpus(8)).joins("bob", cpus(1));

        No_capacity() {
            lab.says("olga", aJobOf(8).command());
        }

        private String mine() {
            return lab.chronicle().all(Event.Offered.class).stream()
                    .filter(e -> e.member() == 1)
                    .map(e -> e.tasks().toString())
                    .reduce((a, b) -> a + "," + b)
                    .orElseThrow();
        }

        @Test
        void while_the_ledger_shows_room_is_a_refusal_of_principle() {
            lab.says("mallory", noCapacity(FIRST, mine()));
            assertThat(lab.weight("mallory")).isLessThan(1_000);
        }

        @Test
        void with_a_pledge_lowered_a_little_too_little_is_one_too() {
            lab.says("mallory", pledge(cpus(7)), noCapacity(FIRST, mine()));
            assertThat(lab.weight("mallory")).isLessThan(1_000);
        }

        @Test
        void with_a_pledge_lowered_as_far_costs_no_weight_but_the_share_for_a_while() {
            lab.says("mallory", pledge(cpus(0)), noCapacity(FIRST, mine()));
            assertThat(lab.weight("mallory")).isEqualTo(1_000);
            assertThat(lab.says("mallory", pledge(cpus(8)))).isEqualTo("Applied[CoolingDown]");
            lab.says("olga", aJobOf(20).command());
            assertThat(lab.holding("mallory")).as("no share while it cools down").isZero();
            assertThat(lab.says("mallory", leave())).isEqualTo("Applied[Done]");
            assertThat(lab.says("mallory", join(cpus(8)))).isEqualTo("Applied[CoolingDown]");
            lab.passes(DispatchTerms.DEFAULT.coolDownMillis());
            assertThat(lab.says("mallory", join(cpus(8)))).isEqualTo("Applied[Done]");
        }

        @Test
        void pledging_what_one_has_not_lowers_the_weight_where_honesty_raises_it() {
            assertThat(weightAfterWork(cpus(4))).isGreaterThan(1_000);
            assertThat(weightAfterWork(cpus(40))).isLessThan(1_000);
        }

        /** Of one with four cores, who pledges {@code pledged} and refuses what is too much. */
        private long weightAfterWork(org.pcm.cooperation.member.Resources pledged) {
            Lab fresh = Lab.opened().joins("mallory", pledged).joins("bob", cpus(20));
            for (int i = 0; i < 30; i++) {
                fresh.says("olga", aJobOf(24).command());
                List<Command> answers = new ArrayList<>();
                int room = 4;
                for (Event.Offered offer : fresh.events(Event.Offered.class)) {
                    for (int task : offer.tasks().stream().toArray()) {
                        if (offer.member() == 1 && answers.size() < 60) {
                            String one = Integer.toString(task);
                            answers.add(
                                    room > 0
                                            ? accept(offer.job(), one)
                                            : noCapacity(offer.job(), one));
                            if (room-- > 0) {
                                answers.add(complete(offer.job(), one));
                            }
                        }
                    }
                }
                fresh.says("mallory", answers.toArray(Command[]::new));
                finish(fresh);
            }
            return fresh.weight("mallory");
        }

        /** All others do what they hold, and what is left is cancelled. */
        private void finish(Lab fresh) {
            fresh.passes(1_000);
            List<Command> cancels = new ArrayList<>();
            fresh.head().openJobs.keySet().forEach(job -> cancels.add(Words.cancel(job)));
            fresh.says("olga", cancels.toArray(Command[]::new));
        }
    }

    /** Ruling 5: expiry of an acknowledged offer costs at least as much as a refusal. */
    @Test
    void keeping_silent_is_no_cheaper_than_refusing() {
        Lab refused = Lab.opened().joins("mallory", cpus(4));
        refused.says("olga", aJobOf(4).command());
        refused.says("mallory", reject(FIRST, "0-3"));
        Lab ignored = Lab.opened().joins("mallory", cpus(4));
        ignored.says("olga", aJobOf(4).command());
        ignored.reads("mallory");
        ignored.passes(60_000);
        assertThat(ignored.weight("mallory")).isLessThanOrEqualTo(refused.weight("mallory"));
    }

    /** Ruling 6: claims in flight are bounded by weight. */
    @Test
    void hoarding_by_grabbing_is_bounded_by_weight_and_abandoning_lowers_it() {
        Terms grabTerms =
                Terms.DEFAULT.withDispatch(DispatchTerms.DEFAULT.withMode(DispatchMode.GRAB));
        Lab lab = Lab.opened(grabTerms).joins("mallory", cpus(10)).joins("bob", cpus(10));
        lab.says("olga", aJobOf(100).command());
        int before = 0;
        for (int i = 0; i < 3; i++) {
            int from = i * 20;
            lab.says("mallory", grab(FIRST, from + "-" + (from + 19)));
            int held = lab.holding("mallory");
            assertThat(before == 0 || held < before).as("%d after %d", held, before).isTrue();
            before = held;
            lab.says("mallory", fail(FIRST, from + "-" + (from + held - 1)));
        }
    }
}
