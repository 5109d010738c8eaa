package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.cancel;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.decline;
import static org.pcm.cooperation.Words.fail;
import static org.pcm.cooperation.Words.grab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.JobState;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Weight;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.round.DispatchTerms;
import org.pcm.cooperation.round.Terms;

/** Members grab what is announced to all (抢单, P8, ruling 6). */
class GrabTest {
    private static final Terms GRAB = terms(DispatchMode.GRAB);

    private static Terms terms(DispatchMode mode) {
        return Terms.DEFAULT.withDispatch(DispatchTerms.DEFAULT.withMode(mode));
    }

    @Nested
    class A_race {
        private final Lab lab = Lab.sealed(GRAB);
        private final List<String> names = new ArrayList<>();

        A_race() {
            for (int i = 0; i < 20; i++) {
                names.add("member-" + i);
                lab.joins("member-" + i, cpus(1));
            }
            lab.says("olga", aJobOf(4).command());
        }

        private List<Integer> winners() {
            return lab.chronicle().all(Planned.Grabbed.class).stream()
                    .map(Planned.Grabbed::member)
                    .toList();
        }

        @Test
        void of_twenty_for_four_tasks_gives_exactly_four_one_each() {
            byte[][] all =
                    names.stream()
                            .map(name -> lab.message(name, grab(FIRST, "0-3")).signed())
                            .toArray(byte[][]::new);
            List<String> outcomes = lab.batch(all);
            assertThat(winners()).hasSize(4).doesNotHaveDuplicates();
            assertThat(outcomes.stream().filter(o -> o.startsWith("Applied[Done"))).hasSize(4);
        }

        /** As two gateways would bring them: in some order, in several batches, some twice. */
        @Test
        void is_the_same_however_the_claims_arrive() {
            List<byte[]> claims = new ArrayList<>();
            for (String name : names) {
                claims.add(lab.message(name, grab(FIRST, "0-3")).signed());
            }
            claims.addAll(List.copyOf(claims.subList(0, 10)));
            Collections.shuffle(claims, new Random(7));
            for (int from = 0; from < claims.size(); from += 6) {
                lab.ledger.submit(
                        Lab.NAME, claims.subList(from, Math.min(from + 6, claims.size())));
            }
            assertThat(winners()).hasSize(4).doesNotHaveDuplicates();
        }

        @Test
        void is_not_decided_by_the_order_in_which_a_gateway_sends() {
            Set<List<Integer>> results = new HashSet<>();
            for (int seed = 0; seed < 3; seed++) {
                A_race race = new A_race();
                List<byte[]> claims = new ArrayList<>();
                for (String name : race.names) {
                    claims.add(race.lab.message(name, grab(FIRST, "0-3")).signed());
                }
                Collections.shuffle(claims, new Random(seed));
                race.lab.ledger.submit(Lab.NAME, claims);
                results.add(race.winners());
            }
            assertThat(results).hasSize(1);
        }
    }

    @Nested
    class Grabbing {
        private final Lab lab = Lab.opened(GRAB).joins("ada", cpus(4)).joins("bob", cpus(4));

        @Test
        void runs_at_once_and_pays_like_an_accept() {
            lab.says("olga", aJobOf(3).command());
            assertThat(lab.events(Event.Offered.class)).isEmpty();
            assertThat(lab.says("ada", grab(FIRST, "0-1"))).isEqualTo("Applied[Done]");
            assertThat(lab.task(FIRST, 1).state).isEqualTo(TaskState.RUNNING);
            assertThat(lab.weight("ada")).isEqualTo(1_020);
            assertThat(lab.says("ada", complete(FIRST, "0-1"))).isEqualTo("Applied[Done]");
        }

        @Test
        void nothing_is_no_refusal() {
            lab.says("olga", aJobOf(3).command());
            lab.passes(30_000);
            lab.reads("ada", "bob");
            lab.passes(3_600_000);
            assertThat(lab.weight("ada")).isEqualTo(1_000);
            assertThat(lab.job(FIRST).pending()).isEqualTo(3);
        }

        @Test
        void what_another_has_is_refused_for_those_tasks_only() {
            lab.says("olga", aJobOf(3).command());
            lab.says("ada", grab(FIRST, "0-1"));
            assertThat(lab.says("bob", grab(FIRST, "0"))).isEqualTo("Applied[TaskTaken]");
            assertThat(lab.says("bob", grab(FIRST, "0-2"))).startsWith("Applied[Done");
            assertThat(lab.task(FIRST, 2).holder).isEqualTo(2);
        }

        @Test
        void never_goes_beyond_the_pledge() {
            lab.says("olga", aJobOf(10).command());
            lab.says("ada", grab(FIRST, "0-9"));
            assertThat(lab.holding("ada")).isEqualTo(4);
        }

        @Test
        void goes_no_further_than_the_weight_but_one_task_is_always_allowed() {
            lab.ledger.edit(Lab.NAME, now -> now.member("ada").weight = new Weight(500, 0));
            lab.says("olga", aJobOf(10).command());
            lab.says("ada", grab(FIRST, "0-9"));
            assertThat(lab.holding("ada")).as("half of the pledge").isEqualTo(2);
            lab.ledger.edit(Lab.NAME, now -> now.member("bob").weight = new Weight(100, 0));
            lab.says("bob", grab(FIRST, "5-9"));
            assertThat(lab.holding("bob")).as("so that it can recover").isEqualTo(1);
        }

        @Test
        void a_task_that_one_gave_back_is_for_others_first() {
            lab.says("olga", aJobOf(1).command());
            lab.says("ada", grab(FIRST, "0"));
            lab.says("ada", fail(FIRST, "0"));
            assertThat(lab.says("ada", grab(FIRST, "0"))).isEqualTo("Applied[NotQualified]");
            assertThat(lab.says("bob", grab(FIRST, "0"))).isEqualTo("Applied[Done]");
            lab.says("bob", fail(FIRST, "0"));
            assertThat(lab.says("ada", grab(FIRST, "0")))
                    .as("now all have")
                    .isEqualTo("Applied[Done]");
        }

        @Test
        void is_bounded_by_the_attempts_of_the_terms() {
            lab.says("olga", aJobOf(1).command());
            for (int i = 0; i < GRAB.attemptsMax(); i++) {
                String name = i % 2 == 0 ? "ada" : "bob";
                assertThat(lab.says(name, grab(FIRST, "0"))).isEqualTo("Applied[Done]");
                lab.says(name, fail(FIRST, "0"));
            }
            assertThat(lab.job(FIRST).state).isEqualTo(JobState.FAILED);
        }

        @Test
        void is_not_for_modes_that_push() {
            Lab push = Lab.opened().joins("ada", new Resources(1, 1, 0));
            push.says("olga", aJobOf(1).command());
            assertThat(push.says("ada", grab(FIRST, "0"))).isEqualTo("Applied[NotToGrab]");
        }
    }

    @Nested
    class Mixed_mode {
        private final Lab lab =
                Lab.opened(terms(DispatchMode.MIXED)).joins("ada", cpus(2)).joins("bob", cpus(2));

        @Test
        void offers_what_nobody_grabbed_in_time() {
            lab.says("olga", aJobOf(3).command());
            assertThat(lab.events(Event.Offered.class)).isEmpty();
            lab.says("ada", grab(FIRST, "1"));
            assertThat(lab.head().nextDue).isEqualTo(lab.job(FIRST).pushFrom);
            lab.reads("bob");
            lab.passes(60_000);
            assertThat(lab.events(Event.Offered.class)).isNotEmpty();
            assertThat(lab.job(FIRST).pending()).isZero();
        }

        @Test
        void lets_what_is_offered_be_refused_and_go_elsewhere() {
            lab.says("olga", aJobOf(1).command());
            lab.passes(60_000);
            Event.Offered first = lab.events(Event.Offered.class).get(0);
            String one = first.member() == 1 ? "ada" : "bob";
            String other = first.member() == 1 ? "bob" : "ada";
            lab.says(one, decline(FIRST, "0"));
            assertThat(lab.says(other, accept(FIRST, "0"))).isEqualTo("Applied[Done]");
        }

        @Test
        void cancels_like_any_other() {
            lab.says("olga", aJobOf(2).command());
            lab.says("ada", grab(FIRST, "0"));
            lab.says("olga", cancel(FIRST));
            assertThat(lab.task(FIRST, 0).state).isEqualTo(TaskState.CANCELLING);
            assertThat(lab.task(FIRST, 1).state).isEqualTo(TaskState.CANCELLED);
        }
    }
}
