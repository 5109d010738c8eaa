package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.election.ElectionCause;
import org.pcm.cooperation.election.ElectionMethod;
import org.pcm.cooperation.election.Reelection;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.Weight;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Govern;

/** How the coordinator changes (P4): causes, methods, quorum, deadline, ties, and the switch. */
class ElectionTest {
    private static final long BALLOTS = Reelection.DEFAULT.millis();

    /** olga (an operator) coordinates ada, bob and cyd, members 1, 2 and 3. */
    private static Lab lab(UnaryOperator<Reelection> change) {
        return Lab.opened(Ways.governed(g -> g.withReelection(change.apply(Reelection.DEFAULT))))
                .joins("ada", cpus(1))
                .joins("bob", cpus(2))
                .joins("cyd", cpus(4));
    }

    private static Lab lab() {
        return lab(r -> r);
    }

    private static Command votesFor(int candidate) {
        return new Govern.Vote(candidate);
    }

    private static ElectionCause called(Lab lab) {
        return lab.events(Governed.ElectionCalled.class).get(0).cause();
    }

    @Nested
    class It_is_called {
        @Test
        void when_the_coordinator_resigns() {
            Lab lab = lab();
            assertThat(lab.says("ada", new Govern.Resign())).isEqualTo("Applied[NotCoordinator]");
            assertThat(lab.says("olga", new Govern.Resign())).isEqualTo("Applied[Done]");
            assertThat(called(lab)).isEqualTo(ElectionCause.resignation);
            assertThat(lab.head().nextDue).isEqualTo(lab.head().clock + BALLOTS);
            assertThat(lab.says("olga", new Govern.Resign()))
                    .isEqualTo("Applied[ElectionUnderWay]");
        }

        @Test
        void by_a_petition_of_enough_members() {
            Lab lab = lab();
            Command petition = new Govern.Move(Motion.Subject.noConfidence, 0, true);
            lab.says("ada", petition);
            lab.says("bob", petition);
            assertThat(lab.events(Governed.ElectionCalled.class)).as("two of four").isEmpty();
            lab.says("cyd", petition);
            assertThat(called(lab)).isEqualTo(ElectionCause.petition);
            assertThat(lab.says("ada", petition)).isEqualTo("Applied[ElectionUnderWay]");
        }

        @Test
        void when_the_coordinator_no_longer_reads() {
            Lab lab = lab(r -> r.withInactivityMillis(100_000));
            lab.ledger.advance(60_000);
            lab.reads("olga");
            lab.passes(99_999);
            assertThat(lab.events(Governed.ElectionCalled.class)).isEmpty();
            lab.passes(1);
            assertThat(called(lab)).isEqualTo(ElectionCause.inactivity);
            assertThat(lab.says("ada", votesFor(0)))
                    .as("whoever is away may not stand")
                    .isEqualTo("Applied[MayNotStand]");
        }

        @Test
        void when_the_time_of_the_term_is_over_and_again_after_another_term() {
            Lab lab = lab(r -> r.withTermMillis(700_000));
            lab.passes(700_000);
            assertThat(called(lab)).isEqualTo(ElectionCause.termTime);
            lab.passes(BALLOTS);
            assertThat(lab.events(Governed.ElectionFailed.class)).as("nobody voted").hasSize(1);
            assertThat(lab.head().coordinator).isZero();
            lab.passes(699_999);
            assertThat(lab.events(Governed.ElectionCalled.class)).isEmpty();
            lab.passes(1);
            assertThat(called(lab)).isEqualTo(ElectionCause.termTime);
        }

        @Test
        void as_soon_as_new_terms_say_that_the_term_is_over() {
            Lab lab = lab();
            lab.passes(700_000);
            Reelection shorter = Reelection.DEFAULT.withTermMillis(600_000);
            lab.says("olga", new Govern.Propose(Ways.governed(g -> g.withReelection(shorter))));
            lab.says("ada", new Govern.Agree(1));
            lab.says("bob", new Govern.Agree(1));
            assertThat(lab.events(Governed.ElectionCalled.class)).isEmpty();
            lab.says("olga", new Govern.EndRound());
            assertThat(called(lab)).isEqualTo(ElectionCause.termTime);
        }

        @Test
        void when_the_rounds_of_the_term_are_over() {
            Lab lab = lab(r -> r.withTermRounds(2));
            lab.says("olga", new Govern.EndRound());
            assertThat(lab.events(Governed.ElectionCalled.class)).as("the second").isEmpty();
            lab.says("olga", new Govern.EndRound());
            assertThat(called(lab)).isEqualTo(ElectionCause.termRounds);
        }

        @Test
        void at_the_beginning_of_each_round() {
            Lab lab = lab(r -> r.withTermRounds(1));
            for (int round = 2; round < 4; round++) {
                lab.says("olga", new Govern.EndRound());
                assertThat(called(lab)).isEqualTo(ElectionCause.eachRound);
                lab.batch(
                        lab.message("ada", votesFor(0)).signed(),
                        lab.message("bob", votesFor(0)).signed(),
                        lab.message("cyd", votesFor(0)).signed());
                assertThat(lab.events(Governed.Elected.class)).as("she may stand again").hasSize(1);
            }
        }
    }

    @Nested
    class It_is_decided {
        @Test
        void as_soon_as_one_has_more_than_half_of_all_votes() {
            Lab lab = lab();
            lab.says("olga", new Govern.Resign());
            lab.says("ada", votesFor(2));
            lab.says("bob", votesFor(2));
            assertThat(lab.head().coordinator).isZero();
            lab.says("cyd", votesFor(2));
            assertThat(lab.events(Governed.Elected.class))
                    .containsExactly(new Governed.Elected(1, ElectionCause.resignation, 2));
            assertThat(lab.head().coordinator).isEqualTo(2);
            assertThat(lab.says("olga", votesFor(1))).isEqualTo("Applied[NoElection]");
        }

        @Test
        void at_the_deadline_by_those_who_voted_if_they_are_enough() {
            Lab lab = lab();
            lab.says("olga", new Govern.Resign());
            lab.says("ada", votesFor(3));
            lab.says("bob", votesFor(3));
            lab.passes(BALLOTS);
            assertThat(lab.events(Governed.ElectionFailed.class))
                    .as("two of four are no quorum of 501‰")
                    .hasSize(1);
            lab.says("olga", new Govern.Resign());
            lab.says("ada", votesFor(3));
            lab.says("bob", votesFor(1));
            lab.says("cyd", votesFor(1));
            lab.passes(BALLOTS - 1);
            assertThat(lab.head().coordinator).isZero();
            lab.passes(1);
            assertThat(lab.head().coordinator).isEqualTo(1);
        }

        @Test
        void with_the_latest_ballot_of_each() {
            Lab lab = lab();
            lab.says("olga", new Govern.Resign(), votesFor(1));
            lab.says("ada", votesFor(1));
            lab.says("ada", votesFor(2));
            lab.says("bob", votesFor(2));
            lab.says("olga", votesFor(2));
            assertThat(lab.head().coordinator).isEqualTo(2);
        }

        @Test
        void in_a_tie_by_weight_and_then_by_seniority() {
            Lab lab = lab();
            lab.says("olga", new Govern.Resign(), votesFor(3));
            lab.says("ada", votesFor(2));
            lab.says("bob", votesFor(3));
            lab.says("cyd", votesFor(2));
            assertThat(lab.head().coordinator).as("equal weights: the elder").isEqualTo(2);

            Lab other = lab();
            other.says("olga", aJobOf(7).command());
            other.says("cyd", Words.reject(FIRST, "0"));
            other.says("ada", Words.reject(FIRST, "0-6"));
            other.says("bob", Words.reject(FIRST, "0-6"));
            long bob = other.weight("bob");
            assertThat(bob).as("bob refused, cyd refused less").isNotEqualTo(other.weight("cyd"));
            int heavier = bob > other.weight("cyd") ? 2 : 3;
            other.says("olga", new Govern.Resign(), votesFor(2));
            other.says("ada", votesFor(3));
            other.says("bob", votesFor(2));
            other.says("cyd", votesFor(3));
            assertThat(other.head().coordinator).isEqualTo(heavier);
        }

        @Test
        void without_those_who_left_and_for_nobody_who_left() {
            Lab lab = lab();
            lab.says("olga", new Govern.Resign());
            lab.says("ada", votesFor(3));
            lab.says("cyd", votesFor(3));
            lab.says("cyd", Words.leave());
            lab.says("bob", votesFor(1));
            assertThat(lab.head().coordinator).isZero();
            lab.says("olga", votesFor(1));
            assertThat(lab.head().coordinator).as("two of three").isEqualTo(1);
        }
    }

    @Nested
    class The_method {
        private void elects(Lab lab, int ada, int bob, int cyd, int winner) {
            lab.says("olga", new Govern.Resign());
            lab.batch(
                    lab.message("ada", votesFor(ada)).signed(),
                    lab.message("bob", votesFor(bob)).signed(),
                    lab.message("cyd", votesFor(cyd)).signed());
            lab.passes(BALLOTS);
            assertThat(lab.head().coordinator).isEqualTo(winner);
        }

        @Test
        void one_member_one_vote() {
            elects(lab(), 1, 1, 3, 1);
        }

        @Test
        void by_pledge() {
            Lab lab = lab(r -> r.withMethod(new ElectionMethod.ByPledge()));
            assertThat(lab.says("olga", new Govern.Resign(), votesFor(1)))
                    .as("who pledges nothing has no vote")
                    .isEqualTo("Applied[Done, NoVote]");
            lab.passes(BALLOTS);
            elects(lab, 1, 1, 3, 3);
        }

        @Test
        void by_weight() {
            Lab lab = lab(r -> r.withMethod(new ElectionMethod.ByWeight()));
            lab.ledger.edit(Lab.NAME, now -> now.member("cyd").weight = new Weight(5_000, 0));
            elects(lab, 1, 1, 3, 3);
        }

        @Test
        void by_appointing_a_virtual_operator() {
            Lab lab = lab(r -> r.withMethod(new ElectionMethod.ForProxy()));
            lab.knows("otto", Tier.OPERATOR);
            lab.says("otto", Words.join(Resources.NONE));
            lab.says("olga", new Govern.Resign());
            assertThat(lab.says("ada", votesFor(3))).isEqualTo("Applied[MayNotStand]");
            assertThat(lab.says("otto", votesFor(4))).isEqualTo("Applied[NoVote]");
            lab.says("ada", votesFor(4));
            lab.says("bob", votesFor(4));
            assertThat(lab.head().coordinator).isEqualTo(4);
        }
    }

    @Nested
    class A_proxy {
        private Lab withOtto(UnaryOperator<Reelection> change) {
            Lab lab = lab(change);
            lab.knows("otto", Tier.OPERATOR);
            lab.says("otto", Words.join(Resources.NONE));
            lab.says("olga", new Govern.Resign());
            for (String name : List.of("ada", "bob", "cyd")) {
                lab.says(name, votesFor(1));
            }
            assertThat(lab.head().coordinator).isEqualTo(1);
            return lab;
        }

        @Test
        void is_appointed_by_the_coordinator_and_recalled() {
            Lab lab = withOtto(r -> r);
            assertThat(lab.says("bob", new Govern.Appoint(4))).isEqualTo("Applied[NotCoordinator]");
            assertThat(lab.says("ada", new Govern.Appoint(2))).isEqualTo("Applied[MayNotStand]");
            assertThat(lab.says("ada", new Govern.Appoint(4), Words.close()))
                    .as("from the switch on")
                    .isEqualTo("Applied[Done, NotCoordinator]");
            assertThat(lab.head().coordinator).isEqualTo(4);
            assertThat(lab.says("otto", new Govern.Appoint(0))).isEqualTo("Applied[NoProxy]");
            assertThat(lab.says("bob", new Govern.Recall())).isEqualTo("Applied[NoProxy]");
            assertThat(lab.says("ada", new Govern.Recall())).isEqualTo("Applied[Done]");
            assertThat(lab.head().coordinator).isEqualTo(1);
            assertThat(lab.says("ada", new Govern.Recall())).isEqualTo("Applied[NoProxy]");
        }

        @Test
        void is_nobodys_any_more_when_the_principal_leaves_or_another_is_elected() {
            Lab lab = withOtto(r -> r);
            lab.says("ada", new Govern.Appoint(4), Words.leave());
            assertThat(lab.head().round.hasProxy()).isFalse();
            assertThat(lab.head().coordinator).isEqualTo(4);
            lab.says("otto", new Govern.Resign());
            lab.says("olga", votesFor(2));
            lab.says("bob", votesFor(2));
            lab.says("cyd", votesFor(2));
            assertThat(lab.head().coordinator).isEqualTo(2);
        }

        @Test
        void is_there_only_where_the_terms_know_one() {
            Reelection without =
                    new Reelection(
                            new ElectionMethod.OneMemberOneVote(), 1, 600_000, 0, 0, 0, 0, false);
            Lab lab = withOtto(r -> without);
            assertThat(lab.says("ada", new Govern.Appoint(4))).isEqualTo("Applied[NotInTerms]");
            assertThat(lab.says("bob", new Govern.Move(Motion.Subject.noConfidence, 0, true)))
                    .isEqualTo("Applied[NotInTerms]");
        }
    }

    /** Whoever crashed does not know what arrived, and sends the last batch again. */
    @Test
    void a_crash_between_any_two_batches_elects_one_coordinator_and_loses_nothing() {
        Lab lab = Lab.sealed(Ways.governed(g -> g.withReelection(Reelection.DEFAULT)));
        lab.joins("ada", cpus(1)).joins("bob", cpus(2));
        lab.says("olga", aJobOf(3).command(), new Govern.Resign());
        lab.says("ada", votesFor(2));
        lab.says("olga", votesFor(2));
        lab.says("bob", new Govern.EndRound());
        List<Batch> all = lab.ledger.batches();
        for (int crash = 1; crash < all.size(); crash++) {
            Ledger again = lab.ledger.copy(all.subList(0, crash));
            for (Batch batch : all.subList(crash - 1, all.size())) {
                again.clock = batch.timestampMillis();
                again.submit(batch.lane(), batch.submissions());
                again.submit(batch.lane(), batch.submissions());
            }
            assertThat(again.chronicle(Lab.NAME).all(Governed.Elected.class))
                    .containsExactly(new Governed.Elected(1, ElectionCause.resignation, 2));
            Snapshot now = new Snapshot(again.pages, Lab.NAME);
            assertThat(now.head.coordinator).isEqualTo(2);
            assertThat(now.head.round.number).isEqualTo(2);
            assertThat(now.job(FIRST).tasks).isEqualTo(3);
            assertThat(now.head.openJobs).hasSize(1);
        }
    }

    @Nested
    class From_the_switch_on {
        private final Lab lab = lab();

        private void elected(int winner) {
            lab.says("olga", new Govern.Resign());
            for (String name : List.of("ada", "bob", "cyd")) {
                lab.says(name, votesFor(winner));
            }
        }

        @Test
        void the_old_coordinators_commands_are_refused_also_within_the_deciding_batch() {
            lab.joins("dan", cpus(1));
            lab.says("ada", aJobOf(1).command());
            elected(2);
            assertThat(lab.head().coordinator).isEqualTo(2);
            assertThat(lab.says("olga", Words.cancel(FIRST))).isEqualTo("Applied[NotOwner]");
            assertThat(lab.says("olga", Words.close())).isEqualTo("Applied[NotCoordinator]");
            assertThat(lab.says("olga", new Govern.EndRound()))
                    .isEqualTo("Applied[NotCoordinator]");
            assertThat(lab.says("olga", new Govern.Suspend(1, "Spite")))
                    .isEqualTo("Applied[NotCoordinator]");
            assertThat(lab.says("bob", Words.cancel(FIRST))).isEqualTo("Applied[Done]");
        }

        @Test
        void jobs_and_offers_are_untouched() {
            lab.says("olga", aJobOf(7).command());
            lab.says("ada", accept(FIRST, held("ada")));
            int bob = lab.holding("bob");
            elected(1);
            assertThat(lab.holding("bob")).isEqualTo(bob);
            assertThat(lab.says("ada", complete(FIRST, held("ada")))).isEqualTo("Applied[Done]");
            assertThat(lab.says("bob", accept(FIRST, held("bob")))).isEqualTo("Applied[Done]");
            assertThat(lab.says("olga", Words.cancel(FIRST))).as("her own job").contains("Done");
            assertThat(lab.says("olga", Words.leave())).as("free to go").contains("Done");
        }

        private String held(String name) {
            TaskSet.Builder tasks = new TaskSet.Builder();
            for (int task = 0; task < 7; task++) {
                if (lab.task(FIRST, task).state.held()
                        && lab.task(FIRST, task).holder == lab.member(name).number) {
                    tasks.add(task);
                }
            }
            return tasks.build().toString();
        }
    }
}
