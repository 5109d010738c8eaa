package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.pledge;

import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Weight;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.round.WeightTerms;

/**
 * Who gets how much (P9, ruling 4): at a load of 60 % shares follow weight × pledge, as it stands
 * or, where it moves, over time; under full load nothing usable stays idle.
 */
class SharesTest {
    private static final Terms STILL = Terms.DEFAULT.withWeights(WeightTerms.STILL);
    private static final int TASKS = 10_000;

    private static final int CPUS = 600;

    /** How long a member of the shop holds a task, on average, until its end is on the ledger. */
    private static final int HELD_MILLIS = 50_000;

    /** So many equal tasks, in jobs of {@code size}, at 60 % of all that is pledged. */
    private static void work(Shop shop, int tasks, int size) {
        long millis = (long) size * HELD_MILLIS * 100 / (CPUS * 60);
        for (int job = 0; job < tasks / size; job++) {
            shop.works(shop.lab.message("olga", aJobOf(size).command()).signed());
            long end = shop.lab.ledger.clock + millis;
            while (end - shop.lab.ledger.clock > 5_000) {
                shop.lab.ledger.advance(5_000);
                shop.works();
            }
            shop.lab.ledger.clock = end;
        }
    }

    /** Writes a weight into the ledger, as if it had been earned. */
    private static void weigh(Lab lab, String name, long thousandths) {
        lab.ledger.edit(Lab.NAME, now -> now.member(name).weight = new Weight(thousandths, 0));
    }

    @Nested
    class With_all_deltas_zero {
        /**
         * Ten thousand equal tasks at a load of 60 %, in jobs of a hundred: each is held for a
         * minute at most, the time to answer included.
         */
        private Map<Integer, Integer> tenThousandTasks(Shop shop) {
            work(shop, TASKS, 100);
            assertThat(shop.tally.load()).as("load").isBetween(0.57, 0.63);
            Map<Integer, Integer> offered = shop.lab.chronicle().offeredTasks();
            assertThat(offered.values().stream().mapToInt(n -> n).sum()).isEqualTo(TASKS);
            return offered;
        }

        @Test
        void shares_follow_the_pledges_within_five_percent() {
            Shop shop =
                    new Shop(STILL, 45_000)
                            .with("ada", cpus(100))
                            .with("bob", cpus(200))
                            .with("cyd", cpus(300));
            Map<Integer, Integer> offered = tenThousandTasks(shop);
            assertShare(offered, 1, TASKS / 6.0);
            assertShare(offered, 2, TASKS / 3.0);
            assertShare(offered, 3, TASKS / 2.0);
        }

        @Test
        void shares_follow_weight_times_pledge_within_five_percent() {
            Shop shop =
                    new Shop(STILL, 45_000)
                            .with("ada", cpus(200))
                            .with("bob", cpus(200))
                            .with("cyd", cpus(200));
            weigh(shop.lab, "bob", 1_500);
            weigh(shop.lab, "cyd", 500);
            Map<Integer, Integer> offered = tenThousandTasks(shop);
            assertShare(offered, 1, TASKS / 3.0);
            assertShare(offered, 2, TASKS / 2.0);
            assertShare(offered, 3, TASKS / 6.0);
        }

        @Test
        void one_gains_nothing_by_splitting_oneself() {
            Shop shop = new Shop(STILL, 45_000).with("ada", cpus(300));
            for (int i = 0; i < 6; i++) {
                shop.with("bob-" + i, cpus(50));
            }
            assertShare(tenThousandTasks(shop), 1, TASKS / 2.0);
        }
    }

    private static void assertShare(Map<Integer, Integer> offered, int member, double expected) {
        assertThat((double) offered.getOrDefault(member, 0))
                .as("share of member %d of %s", member, offered)
                .isCloseTo(expected, within(expected / 20));
    }

    @Nested
    class With_deltas_on {
        private final Shop shop =
                new Shop(Terms.DEFAULT, 45_000)
                        .with("ada", cpus(200))
                        .with("bob", cpus(200))
                        .with("cyd", cpus(100))
                        .with("dan", cpus(100));

        /** Who refuses or fails, and how often, changes, and so do two pledges. */
        private Map<Integer, Integer> tenThousandTasksAndMore() {
            shop.moody("bob", 250, 0).moody("cyd", 0, 150).moody("dan", 100, 50);
            work(shop, TASKS / 4, 25);
            shop.moody("ada", 250, 0).moody("bob", 0, 0);
            work(shop, TASKS / 4, 25);
            shop.lab.says("ada", pledge(cpus(150)));
            shop.lab.says("dan", pledge(cpus(150)));
            work(shop, TASKS / 4, 25);
            shop.moody("ada", 0, 0).moody("cyd", 0, 0).moody("dan", 200, 0);
            work(shop, TASKS / 4, 25);
            return shop.lab.chronicle().offeredTasks();
        }

        /**
         * Tasks given back are offered again, and count again. Weights stay so near to each other
         * that nobody is ever full: the share of one who is cannot follow.
         */
        @Test
        void shares_follow_the_time_averaged_weight_times_pledge_within_five_percent() {
            Map<Integer, Integer> offered = tenThousandTasksAndMore();
            int all = offered.values().stream().mapToInt(n -> n).sum();
            assertThat(all).isGreaterThan(TASKS);
            assertThat(shop.tally.load()).as("load").isBetween(0.57, 0.63);
            assertThat(shop.tally.fullest()).as("nobody is ever full").isLessThan(1);
            for (int member = 1; member <= 4; member++) {
                assertThat(range(member)).as("weight of member %d moves", member).isGreaterThan(2);
                assertShare(offered, member, all * shop.tally.share(member));
                assertShare(offered, member, all * shop.tally.shareOfAverages(member));
            }
            Tally end = new Tally();
            end.lasted(1, shop.lab.chronicle());
            double[] pledges = {175, 200, 100, 125};
            assertNoShares(offered, "pledges alone", i -> all * pledges[i - 1] / CPUS);
            assertNoShares(offered, "weights at the end", i -> all * end.share(i));
        }

        /** What would not explain the shares is more than five percent off for somebody. */
        private void assertNoShares(
                Map<Integer, Integer> offered, String what, IntToDoubleFunction expected) {
            assertThat(offered.entrySet())
                    .as(what)
                    .anyMatch(one ->
                            Math.abs(one.getValue() / expected.applyAsDouble(one.getKey()) - 1)
                                    > 0.05);
        }

        /** How often the smallest weight a member ever had goes into the largest. */
        private double range(int member) {
            LongSummaryStatistics weights =
                    shop.lab.chronicle().all(Event.WeightChanged.class).stream()
                            .filter(e -> e.member() == member)
                            .mapToLong(Event.WeightChanged::to)
                            .summaryStatistics();
            return (double) weights.getMax() / weights.getMin();
        }
    }

    @Nested
    class Under_full_load {
        /** Tasks of one kind a job, far more than there is room for. */
        private static void piles(Shop shop, int tasks, Resources... needs) {
            for (int job = 0; job < tasks / 500; job++) {
                Resources each = needs[job % needs.length];
                shop.lab.says("olga", aJobOf(500).each(each).command());
            }
        }

        private static boolean isBacklog(Chronicle told) {
            return told.jobs.values().stream().anyMatch(job -> job.count(TaskState.PENDING) > 0);
        }

        @Test
        void everything_pledged_is_held_all_the_time() {
            Shop shop =
                    new Shop(Terms.DEFAULT, 45_000)
                            .with("ada", cpus(100))
                            .with("bob", cpus(200))
                            .with("cyd", cpus(300));
            weigh(shop.lab, "ada", 5_000);
            piles(shop, TASKS, cpus(1));
            int batches = 0;
            while (isBacklog(shop.lab.chronicle())) {
                shop.lab.ledger.advance(5_000);
                shop.works();
                batches++;
            }
            assertThat(batches).isGreaterThan(150);
            assertThat(shop.tally.load()).as("load").isEqualTo(1.0);
        }

        /** Tasks of several sizes, refused and failed now and then. */
        @Test
        void no_task_waits_for_which_somebody_has_room() {
            Shop shop =
                    new Shop(Terms.DEFAULT, 45_000)
                            .with("ada", cpus(70))
                            .with("bob", new Resources(110_500, 60_000, 3))
                            .with("cyd", cpus(160));
            shop.moody("ada", 100, 0).moody("bob", 0, 100).moody("cyd", 50, 50);
            piles(shop, 1_500, cpus(1), new Resources(3_000, 7_000, 0), new Resources(500, 1, 1));
            Chronicle told = shop.lab.chronicle();
            int batches = 0;
            while (isBacklog(told)) {
                shop.lab.ledger.advance(5_000);
                shop.works();
                shop.lab.settles();
                told.members.forEach((number, member) -> assertNoRoom(told, number, member));
                batches++;
            }
            assertThat(batches).isGreaterThan(50);
        }

        /** But for tasks that this very member gave back, while another could run them. */
        private void assertNoRoom(Chronicle told, int number, Chronicle.MemberTold member) {
            Resources free = member.pledge.minus(member.used);
            told.jobs.forEach((job, of) -> {
                Kind kind = of.kinds.get(0);
                assertThat(
                                kind.needs().fits(free)
                                        && of.tasks.stream()
                                                .filter(t -> t.state == TaskState.PENDING)
                                                .anyMatch(t -> !t.gaveBack.contains(number)))
                        .as("member %d has %s free while tasks of job %d wait", number, free, job)
                        .isFalse();
            });
        }
    }
}
