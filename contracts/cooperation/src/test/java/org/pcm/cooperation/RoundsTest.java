package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.join;
import static org.pcm.cooperation.Words.leave;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Call;
import org.pcm.cooperation.round.CooperationState;
import org.pcm.cooperation.round.EndCondition;
import org.pcm.cooperation.round.EndPolicy;
import org.pcm.cooperation.round.Governance;
import org.pcm.cooperation.round.RoundState;
import org.pcm.cooperation.round.Rules;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.round.WeightTerms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Govern;

/** Calls, ends of rounds, and the next round (P2, A1, A12). */
class RoundsTest {
    private static final Terms OTHER = Terms.DEFAULT.withRunMax(7);

    private static RoundState round(Lab lab) {
        return lab.head().round.state;
    }

    @Nested
    class A_call {
        private final Terms calling = Ways.governed(g -> g.withCall(new Call(60_000, 2)));

        @Test
        void opens_for_replies_and_nothing_is_worked_on_before_the_roster_stands() {
            Lab lab = Lab.opened(calling);
            assertThat(round(lab)).isEqualTo(RoundState.CALLED);
            assertThat(lab.events(Governed.CallOpened.class))
                    .containsExactly(new Governed.CallOpened(lab.head().clock + 60_000));
            assertThat(lab.head().nextDue).isEqualTo(lab.head().clock + 60_000);
            assertThat(lab.says("olga", aJobOf(1).command())).isEqualTo("Applied[NoRound]");
        }

        @Test
        void becomes_the_first_round_with_those_who_joined_in_time() {
            Lab lab = Lab.opened(calling).joins("ada", cpus(1));
            lab.passes(60_000);
            assertThat(lab.events(Governed.RoundStarted.class))
                    .containsExactly(new Governed.RoundStarted(1, 0, calling, Words.tasks("0-1")));
            assertThat(lab.says("olga", aJobOf(1).command())).isEqualTo("Applied[Done]");
            assertThat(lab.holding("ada")).isEqualTo(1);
        }

        @Test
        void is_declined_by_who_wants_no_part() {
            Lab lab = Lab.opened(calling);
            lab.knows("bob", Tier.HPC);
            assertThat(lab.says("bob", new Govern.Decline(1))).isEqualTo("Applied[Done]");
            assertThat(lab.member("bob").state).isEqualTo(MemberState.LEFT);
            assertThat(lab.events()).contains(new Event.TurnedAway(1, "Declined"));
            assertThat(lab.says("bob", join(cpus(1)))).as("thinks again").contains("Done");
        }

        @Test
        void takes_up_a_counter_proposal_and_starts_with_those_who_agree_to_it() {
            Lab lab = Lab.opened(calling).joins("ada", cpus(1)).joins("bob", cpus(1));
            assertThat(lab.says("ada", new Govern.Propose(OTHER))).isEqualTo("Applied[Done]");
            assertThat(lab.says("olga", new Govern.Start()))
                    .as("bob alone agrees with olga, and that is enough")
                    .isEqualTo("Applied[Done]");
            assertThat(lab.head().terms).isEqualTo(calling);
            assertThat(lab.member("ada").state).isEqualTo(MemberState.LEFT);

            lab = Lab.opened(calling).joins("ada", cpus(1)).joins("bob", cpus(1));
            lab.says("ada", new Govern.Propose(OTHER));
            lab.says("olga", new Govern.Agree(2));
            lab.passes(60_000);
            assertThat(lab.head().terms).isEqualTo(OTHER);
            assertThat(lab.member("ada").state).isEqualTo(MemberState.ACTIVE);
            assertThat(lab.member("bob").state).isEqualTo(MemberState.LEFT);
        }

        @Test
        void is_joined_under_the_proposal_that_was_judged_and_no_other() {
            Lab lab = Lab.opened(calling).joins("ada", cpus(1));
            List.of("bob", "cyd", "dan", "eve").forEach(name -> lab.knows(name, Tier.HPC));
            lab.says("ada", new Govern.Propose(OTHER));
            assertThat(lab.says("bob", join(cpus(1), 2))).isEqualTo("Applied[Done]");
            lab.says("ada", new Govern.Propose(calling));
            assertThat(lab.says("cyd", join(cpus(1), 2)))
                    .as("it gave way to ada's next one")
                    .isEqualTo("NoSuchProposal");
            assertThat(lab.says("dan", join(cpus(1), 1))).isEqualTo("Applied[Done]");
            assertThat(lab.says("olga", new Govern.Start())).isEqualTo("Applied[Done]");
            assertThat(lab.member("bob").state)
                    .as("agreed to what is gone, and to nothing else")
                    .isEqualTo(MemberState.LEFT);
            assertThat(lab.member("dan").state).isEqualTo(MemberState.ACTIVE);
            assertThat(lab.says("eve", join(cpus(1), 1))).isEqualTo("NotCalling");
            assertThat(lab.says("bob", join(cpus(1), 1))).isEqualTo("Applied[NotCalling]");
            assertThat(lab.says("bob", join(cpus(1)))).isEqualTo("Applied[Done]");
        }

        @Test
        void fails_when_too_few_agree() {
            Lab lab = Lab.opened(calling);
            assertThat(lab.says("olga", new Govern.Start())).isEqualTo("Applied[TooFewMembers]");
            lab.passes(60_000);
            assertThat(lab.events(Governed.CallFailed.class)).hasSize(1);
            assertThat(lab.head().state).isEqualTo(CooperationState.CLOSED);
            assertThat(lab.head().nextDue).isZero();
        }

        @Test
        void fails_when_admission_end_or_re_election_was_not_settled() {
            Terms open = Ways.governed(g -> g.withoutPolicies().withCall(new Call(60_000, 1)));
            Lab lab = Lab.opened(open).joins("ada", cpus(1));
            assertThat(lab.says("olga", new Govern.Start())).isEqualTo("Applied[TermsIncomplete]");
            assertThat(lab.says("ada", new Govern.Propose(open))).contains("TermsIncomplete");
            lab.says("ada", new Govern.Propose(OTHER));
            lab.says("olga", new Govern.Agree(2));
            assertThat(lab.says("olga", new Govern.Start())).isEqualTo("Applied[Done]");
            assertThat(round(lab)).isEqualTo(RoundState.RUNNING);
        }

        @Test
        void starts_under_no_terms_that_its_coordinator_declined() {
            Lab lab = Lab.opened(calling).joins("ada", cpus(1)).joins("bob", cpus(1));
            lab.says("olga", new Govern.Decline(1));
            assertThat(lab.says("olga", new Govern.Start())).isEqualTo("Applied[NotAgreed]");
            lab.says("olga", new Govern.Agree(1));
            assertThat(lab.says("olga", new Govern.Start())).isEqualTo("Applied[Done]");
        }

        @Test
        void fails_when_a_proxy_coordinates_that_takes_no_part() {
            Lab lab = Lab.opened(calling).joins("ada", cpus(1));
            lab.knows("otto", Tier.OPERATOR);
            lab.says("otto", join(Resources.NONE));
            assertThat(lab.says("olga", new Govern.Appoint(2))).isEqualTo("Applied[Done]");
            lab.says("otto", new Govern.Decline(1));
            lab.passes(60_000);
            assertThat(lab.events(Governed.CallFailed.class)).hasSize(1);
            assertThat(lab.head().state).isEqualTo(CooperationState.CLOSED);
        }

        @Test
        void is_ended_early_by_the_coordinator_alone() {
            Lab lab = Lab.opened(calling).joins("ada", cpus(1));
            assertThat(lab.says("ada", new Govern.Start())).isEqualTo("Applied[NotCoordinator]");
            assertThat(lab.says("olga", new Govern.Start())).isEqualTo("Applied[Done]");
            assertThat(lab.says("olga", new Govern.Start())).isEqualTo("Applied[NotCalling]");
        }
    }

    @Test
    void without_a_call_all_policies_must_be_there() {
        Ledger ledger = Ledger.founded();
        Person ada = ledger.registered("ada", Tier.HPC);
        Terms lacking = Ways.governed(Governance::withoutPolicies);
        byte[] opens = ada.says("lab", new Command.Open(lacking, Resources.NONE)).signed();
        assertThat(Codes.of(ledger.submit("lab", opens))).containsExactly("TermsIncomplete");
    }

    @Nested
    class A_round_ends {
        private long number(Lab lab) {
            return lab.head().round.number;
        }

        @Test
        void when_all_is_done() {
            Lab lab = Lab.opened(Ways.ending(new EndCondition.AllDone())).joins("ada", cpus(2));
            assertThat(number(lab)).as("nothing came yet").isEqualTo(1);
            lab.says("olga", aJobOf(2).command());
            lab.says("ada", accept(FIRST, "0-1"), complete(FIRST, "0"));
            assertThat(number(lab)).isEqualTo(1);
            lab.says("ada", complete(FIRST, "1"));
            assertThat(number(lab)).isEqualTo(2);
            assertThat(lab.events(Governed.RoundEnded.class))
                    .containsExactly(new Governed.RoundEnded(1, "allDone"));
        }

        @Test
        void at_its_deadline() {
            Lab lab = Lab.opened(Ways.ending(new EndCondition.Deadline(90_000)));
            assertThat(lab.head().nextDue).isEqualTo(lab.head().clock + 90_000);
            lab.passes(89_999);
            assertThat(number(lab)).isEqualTo(1);
            lab.passes(1);
            assertThat(number(lab)).isEqualTo(2);
            assertThat(lab.head().nextDue).isEqualTo(lab.head().clock + 90_000);
        }

        @Test
        void after_so_many_tasks() {
            Lab lab = Lab.opened(Ways.ending(new EndCondition.TaskCount(2))).joins("ada", cpus(3));
            lab.says("olga", aJobOf(3).command());
            lab.says("ada", accept(FIRST, "0-2"), complete(FIRST, "0"));
            assertThat(number(lab)).isEqualTo(1);
            lab.says("olga", Words.cancel(FIRST, "1"));
            lab.says("ada", complete(FIRST, "1"));
            assertThat(number(lab)).isEqualTo(2);
            assertThat(lab.head().round.tasks).as("counted anew").isZero();
        }

        @Test
        void with_too_few_members_and_pauses_until_there_are_enough() {
            Lab lab = Lab.opened(Ways.ending(new EndCondition.TooFewMembers(3)));
            assertThat(round(lab)).as("the opener alone is too few").isEqualTo(RoundState.ENDED);
            lab.joins("ada", cpus(1));
            lab.says("olga", aJobOf(1).command());
            assertThat(lab.holding("ada")).as("nothing is offered meanwhile").isZero();
            lab.joins("bob", cpus(1));
            assertThat(round(lab)).isEqualTo(RoundState.RUNNING);
            assertThat(number(lab)).isEqualTo(2);
            assertThat(lab.holding("ada") + lab.holding("bob")).isEqualTo(1);
            lab.says(lab.holding("ada") == 0 ? "ada" : "bob", leave());
            assertThat(round(lab)).isEqualTo(RoundState.ENDED);
        }

        @Test
        void by_the_members_vote() {
            Lab lab =
                    Lab.opened(Ways.ending(new EndCondition.MembersVote(600)))
                            .joins("ada", cpus(1))
                            .joins("bob", cpus(1));
            Command moves = new Govern.Move(Motion.Subject.endRound, 0, true);
            lab.says("ada", moves);
            lab.says("ada", moves);
            assertThat(number(lab)).as("one of three").isEqualTo(1);
            lab.says("ada", new Govern.Move(Motion.Subject.endRound, 0, false));
            lab.says("bob", moves);
            assertThat(number(lab)).as("ada thought again").isEqualTo(1);
            lab.says("olga", moves);
            assertThat(number(lab)).isEqualTo(2);
            assertThat(lab.says("olga", new Govern.EndRound())).isEqualTo("Applied[NotInTerms]");
        }

        @Test
        void by_the_coordinators_word() {
            Lab lab = Lab.opened().joins("ada", cpus(1));
            assertThat(lab.says("ada", new Govern.EndRound())).isEqualTo("Applied[NotCoordinator]");
            assertThat(lab.says("olga", new Govern.EndRound())).isEqualTo("Applied[Done]");
            assertThat(number(lab)).isEqualTo(2);
            assertThat(lab.says("ada", new Govern.Move(Motion.Subject.endRound, 0, true)))
                    .isEqualTo("Applied[NotInTerms]");
        }

        @Test
        void when_all_of_a_group_hold_or_any_other_group() {
            EndPolicy end =
                    new EndPolicy(
                            List.of(
                                    List.of(
                                            new EndCondition.Deadline(60_000),
                                            new EndCondition.AllDone()),
                                    List.of(new EndCondition.CoordinatorsWord())));
            Lab lab = Lab.opened(Ways.governed(g -> g.withEnd(end))).joins("ada", cpus(1));
            lab.passes(60_000);
            assertThat(number(lab)).as("nothing was done").isEqualTo(1);
            lab.says("olga", aJobOf(1).command());
            lab.says("olga", Words.cancel(FIRST));
            assertThat(number(lab)).isEqualTo(2);
            assertThat(lab.events(Governed.RoundEnded.class))
                    .containsExactly(new Governed.RoundEnded(1, "deadline+allDone"));
            lab.says("olga", new Govern.EndRound());
            assertThat(number(lab)).isEqualTo(3);
        }
    }

    @Nested
    class The_next_round {
        private final Lab lab = Lab.opened().joins("ada", cpus(2)).joins("bob", cpus(2));

        @Test
        void is_negotiated_while_this_one_runs_and_swapped_in_at_once() {
            lab.says("olga", aJobOf(4).command());
            lab.says("ada", new Govern.Propose(OTHER));
            assertThat(lab.events(Governed.Adopted.class)).as("one of three agrees").isEmpty();
            lab.says("bob", new Govern.Agree(1));
            assertThat(lab.events(Governed.Adopted.class)).containsExactly(new Governed.Adopted(1));
            assertThat(lab.head().terms).as("not before the end").isEqualTo(Terms.DEFAULT);
            lab.says("olga", new Govern.EndRound());
            assertThat(lab.events().stream().map(e -> e.getClass().getSimpleName()))
                    .containsExactly("EndTold", "RoundEnded", "RoundStarted");
            assertThat(lab.head().terms).isEqualTo(OTHER);
            assertThat(lab.holding("ada") + lab.holding("bob"))
                    .as("what was offered is carried over")
                    .isEqualTo(4);
            assertThat(lab.says("bob", new Govern.Agree(1)))
                    .as("the table is clear")
                    .isEqualTo("Applied[NoSuchProposal]");
        }

        @Test
        void is_renewed_when_none_was_agreed_or_paused_by_the_terms() {
            lab.says("ada", new Govern.Propose(OTHER));
            lab.says("olga", new Govern.EndRound());
            assertThat(lab.head().terms).isEqualTo(Terms.DEFAULT);

            Lab other =
                    Lab.opened(Ways.governed(g -> g.withUnagreed(Governance.Unagreed.PAUSE)))
                            .joins("ada", cpus(1));
            other.says("olga", new Govern.EndRound());
            assertThat(round(other)).isEqualTo(RoundState.ENDED);
            assertThat(other.says("olga", new Govern.EndRound())).isEqualTo("Applied[NoRound]");
            other.says("olga", aJobOf(1).command());
            assertThat(other.holding("ada")).isZero();
            other.says("ada", new Govern.Propose(OTHER));
            other.says("olga", new Govern.Agree(1));
            assertThat(round(other)).isEqualTo(RoundState.RUNNING);
            assertThat(other.holding("ada")).as("no gap").isEqualTo(1);
        }

        @Test
        void goes_on_without_those_who_declined_its_terms() {
            lab.says("olga", aJobOf(4).command());
            lab.says("ada", accept(FIRST, "0"));
            lab.says("ada", new Govern.Propose(OTHER), new Govern.Decline(1));
            lab.says("bob", new Govern.Agree(1));
            lab.says("olga", new Govern.Agree(1), new Govern.EndRound());
            assertThat(lab.head().terms).isEqualTo(OTHER);
            assertThat(lab.member("ada").state).isEqualTo(MemberState.LEAVING);
            assertThat(lab.events(Governed.RoundStarted.class).get(0).roster())
                    .isEqualTo(Words.tasks("0,2"));
            lab.says("ada", complete(FIRST, "0"));
            assertThat(lab.member("ada").state).isEqualTo(MemberState.LEFT);
        }

        @Test
        void drains_first_where_the_terms_say_so() {
            Lab drains =
                    Lab.opened(Ways.governed(g -> g.withEnding(Governance.Ending.DRAIN)))
                            .joins("ada", cpus(1));
            drains.says("olga", aJobOf(2).command());
            drains.says("ada", accept(FIRST, "0"));
            drains.says("olga", new Govern.EndRound());
            assertThat(round(drains)).isEqualTo(RoundState.DRAINING);
            drains.says("ada", complete(FIRST, "0"));
            assertThat(round(drains)).isEqualTo(RoundState.RUNNING);
            assertThat(drains.head().round.number).isEqualTo(2);
            assertThat(drains.holding("ada")).as("the next task").isEqualTo(1);
        }

        @Test
        void brings_weights_within_its_bounds() {
            lab.says("olga", aJobOf(2).each(cpus(2), 3_600_000, 3_600_000).command());
            lab.says("ada", accept(FIRST, lab.task(FIRST, 0).holder == 1 ? "0" : "1"));
            assertThat(lab.weight("ada")).isGreaterThan(1_001);
            Terms narrow = Terms.DEFAULT.withWeights(new WeightTerms(999, 1_001, 0, 0, 0, 0, 0));
            lab.says("ada", new Govern.Propose(narrow));
            lab.says("olga", new Govern.Agree(1), new Govern.EndRound());
            assertThat(lab.weight("ada")).isEqualTo(1_001);
        }

        @Test
        void has_terms_that_are_complete_and_no_older() {
            Terms short_ = Ways.ending(new EndCondition.Deadline(9_999));
            assertThat(lab.says("ada", new Govern.Propose(short_)))
                    .isEqualTo("Applied[TermsTooShort]");
            assertThat(lab.says("ada", new Govern.Propose(Ways.governed(g -> g.withoutPolicies()))))
                    .isEqualTo("Applied[TermsIncomplete]");
            assertThat(lab.says("ada", new Govern.Propose(Terms.DEFAULT.underFirstRules())))
                    .isEqualTo("Applied[RulesOlder]");
            assertThat(lab.says("ada", new Govern.Agree(1))).isEqualTo("Applied[NoSuchProposal]");
            assertThat(lab.says("ada", new Govern.Decline(1))).isEqualTo("Applied[NoSuchProposal]");
        }
    }

    @Nested
    class The_rules {
        private final Lab lab = Lab.opened(Terms.DEFAULT.underFirstRules()).joins("ada", cpus(1));

        @Test
        void of_the_first_version_know_no_rounds() {
            assertThat(lab.head().rules).isEqualTo(Rules.FIRST);
            assertThat(lab.chronicle().all(Governed.RoundStarted.class)).isEmpty();
            assertThat(lab.says("olga", new Govern.EndRound())).isEqualTo("Applied[NotInTerms]");
        }

        @Test
        void change_to_newer_ones_at_the_start_of_a_round() {
            lab.says("olga", aJobOf(2).command());
            lab.says("ada", new Govern.Propose(OTHER));
            assertThat(lab.head().rules).isEqualTo(Rules.FIRST);
            lab.says("olga", new Govern.Agree(1));
            assertThat(lab.head().rules).isEqualTo(Rules.WHOLE);
            assertThat(lab.head().round.number).isEqualTo(2);
            assertThat(lab.holding("ada")).isEqualTo(1);
            lab.says("olga", new Govern.EndRound());
            assertThat(lab.head().round.number).isEqualTo(3);
            lab.ledger.replayEqualsLive();
        }
    }
}
