package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.cancel;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.pledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.Place;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.submission.Command;

/** Which tasks come first, which have to wait, and where they may run. */
class OrderTest {
    @Nested
    class A_job_after_others {
        private final Lab lab = Lab.opened().joins("ada", cpus(4));

        @Test
        void begins_when_they_are_done() {
            lab.says("olga", aJobOf(2).command(), aJobOf(1).after(FIRST).command());
            assertThat(lab.job(2).pending()).isEqualTo(1);
            lab.says("ada", accept(FIRST, "0-1"), complete(FIRST, "0"));
            assertThat(lab.job(2).pending()).isEqualTo(1);
            lab.says("ada", complete(FIRST, "1"));
            assertThat(lab.events()).contains(new Planned.JobReady(2));
            assertThat(lab.job(2).pending()).as("offered in the same batch").isZero();
        }

        @Test
        void is_cancelled_when_one_is_not_done_and_so_are_those_after_it() {
            lab.says(
                    "olga",
                    aJobOf(2).command(),
                    aJobOf(300).after(FIRST).command(),
                    aJobOf(1).after(2L).command());
            lab.says("olga", cancel(FIRST));
            assertThat(lab.events()).contains(new Planned.JobDoomed(2, FIRST));
            lab.settles();
            assertThat(lab.job(2).state).isEqualTo(JobState.CANCELLED);
            assertThat(lab.job(3).state).isEqualTo(JobState.CANCELLED);
            assertThat(lab.head().openJobs).isEmpty();
        }

        @Test
        void of_a_job_that_is_done_already_begins_at_once() {
            lab.says("olga", aJobOf(1).command());
            lab.says("ada", accept(FIRST, "0"), complete(FIRST, "0"));
            lab.says("olga", aJobOf(1).after(FIRST).command());
            assertThat(lab.job(2).pending()).isZero();
        }

        @Test
        void is_refused_when_it_could_never_begin() {
            lab.says("olga", aJobOf(1).command(), cancel(FIRST));
            assertThat(lab.says("olga", aJobOf(1).after(FIRST).command()))
                    .isEqualTo("Applied[AfterNotDone]");
            assertThat(lab.says("olga", aJobOf(1).after(99L).command()))
                    .isEqualTo("Applied[NoSuchJob]");
        }
    }

    @Nested
    class Priorities {
        private final Lab lab = Lab.opened().joins("ada", cpus(1)).consumer("carl");

        private List<Long> orderOfJobs(int count) {
            List<Long> order = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Event.Offered offer = lab.chronicle().all(Event.Offered.class).getLast();
                order.add(offer.job());
                String task = offer.tasks().toString();
                lab.says("ada", accept(offer.job(), task), complete(offer.job(), task));
            }
            return order;
        }

        @Test
        void order_the_jobs_of_one_owner() {
            lab.says(
                    "carl",
                    aJobOf(1).command(),
                    aJobOf(1).withPriority(3).command(),
                    aJobOf(1).withPriority(9).command(),
                    aJobOf(1).withPriority(3).command());
            assertThat(orderOfJobs(4)).containsExactly(3L, 2L, 4L, 1L);
        }

        @Test
        void count_nothing_between_owners() {
            lab.says("carl", aJobOf(4).withPriority(9).command());
            lab.says("olga", aJobOf(4).command());
            List<Long> order = orderOfJobs(8);
            assertThat(order.subList(0, 4)).as("in turns").contains(1L, 2L);
            assertThat(order.stream().filter(job -> job == 2)).hasSize(4);
        }
    }

    @Nested
    class Consumers_are_served_in_turn {
        @Test
        void however_many_jobs_one_has() {
            Shop shop =
                    new Shop(org.pcm.cooperation.round.Terms.DEFAULT, 10_000).with("ada", cpus(10));
            shop.lab.consumer("many");
            shop.lab.consumer("one");
            Command[] jobs = new Command[20];
            Arrays.fill(jobs, aJobOf(10).command());
            shop.works(shop.lab.message("many", jobs).signed());
            shop.works(shop.lab.message("one", aJobOf(100).command()).signed());
            for (int i = 0; i < 15; i++) {
                shop.lab.ledger.advance(10_000);
                shop.works();
            }
            Map<Integer, Integer> served = new TreeMap<>();
            shop.lab
                    .chronicle()
                    .all(Event.Offered.class)
                    .forEach(e ->
                            served.merge(e.job() == 21 ? 1 : 2, e.tasks().size(), Integer::sum));
            assertThat(Objects.requireNonNull(served.get(1)))
                    .as("%s", served)
                    .isCloseTo(Objects.requireNonNull(served.get(2)), within(20));
        }

        @Test
        void and_idling_saves_nothing_up() {
            Shop shop =
                    new Shop(org.pcm.cooperation.round.Terms.DEFAULT, 10_000).with("ada", cpus(4));
            shop.lab.consumer("early");
            shop.lab.consumer("late");
            shop.works(shop.lab.message("early", aJobOf(200).command()).signed());
            for (int i = 0; i < 20; i++) {
                shop.lab.ledger.advance(10_000);
                shop.works();
            }
            int before = shop.lab.job(1).pending();
            shop.works(shop.lab.message("late", aJobOf(200).command()).signed());
            for (int i = 0; i < 20; i++) {
                shop.lab.ledger.advance(10_000);
                shop.works();
            }
            int early = before - shop.lab.job(1).pending();
            int late = 200 - shop.lab.job(2).pending();
            assertThat(early).isCloseTo(late, within(12));
        }
    }

    @Nested
    class Placement {
        private final Lab lab = Lab.opened().joins("ada", cpus(4)).joins("bob", cpus(4));

        private void has(String name, String... labels) {
            lab.says(name, new Command.Pledge(cpus(4), List.of(labels)));
        }

        private Place needs(String... labels) {
            return new Place(List.of(), List.of(labels), List.of());
        }

        @Test
        void keeps_to_labels() {
            has("bob", "image.python", "gpu");
            lab.says("olga", aJobOf(8).at(needs("gpu", "image.python")).command());
            assertThat(lab.holding("bob")).isEqualTo(4);
            assertThat(lab.holding("ada")).isZero();
        }

        @Test
        void waits_until_somebody_has_what_is_needed() {
            lab.says("olga", aJobOf(2).at(needs("data.genome")).command());
            assertThat(lab.job(FIRST).pending()).isEqualTo(2);
            has("ada", "data.genome");
            assertThat(lab.holding("ada")).isEqualTo(2);
        }

        @Test
        void keeps_to_tiers() {
            Place edge = new Place(List.of(Tier.EDGE), List.of(), List.of());
            lab.says("olga", aJobOf(2).at(edge).command());
            assertThat(lab.job(FIRST).pending()).isEqualTo(2);
            Place hpc = new Place(List.of(Tier.EDGE, Tier.HPC), List.of(), List.of());
            lab.says("olga", aJobOf(2).at(hpc).command());
            assertThat(lab.job(2).pending()).isZero();
        }

        @Test
        void likes_to_be_near_the_data_and_goes_elsewhere_when_that_is_full() {
            has("bob", "data.genome");
            Place near = new Place(List.of(), List.of(), List.of("data.genome"));
            lab.says("olga", aJobOf(4).at(near).command());
            assertThat(lab.holding("bob")).isEqualTo(4);
            lab.says("olga", aJobOf(2).at(near).command());
            assertThat(lab.holding("ada")).isEqualTo(2);
        }

        @Test
        void is_taken_from_what_the_participant_registered_with() {
            assertThat(lab.member("ada").extra.labels()).isNotEmpty();
            lab.says("ada", pledge(cpus(3)));
            assertThat(lab.member("ada").extra.labels()).as("unsaid, they stay").isNotEmpty();
        }
    }
}
