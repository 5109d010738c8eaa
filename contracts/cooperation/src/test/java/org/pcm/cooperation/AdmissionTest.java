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
import org.pcm.cooperation.admission.AdmissionCheck;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Governance;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Govern;

/** Who is admitted, suspended and readmitted, and what a leaver does (A10, P3, P7). */
class AdmissionTest {
    private static Lab lab(AdmissionCheck... checks) {
        return Lab.opened(Ways.governed(g -> g.withAdmission(checks)));
    }

    private static String joins(Lab lab, String name, Tier tier, Resources pledge) {
        lab.knows(name, tier);
        return lab.says(name, join(pledge));
    }

    @Nested
    class A_check {
        @Test
        void of_the_tier() {
            Lab lab = lab(new AdmissionCheck.Tiers(List.of(Tier.EDGE)));
            assertThat(joins(lab, "ada", Tier.HPC, cpus(1))).isEqualTo("TierNotAdmitted");
            assertThat(joins(lab, "eda", Tier.EDGE, cpus(1))).isEqualTo("Applied[Done]");
        }

        @Test
        void of_the_least_pledge() {
            Lab lab = lab(new AdmissionCheck.Minimum(cpus(2)));
            assertThat(joins(lab, "ada", Tier.HPC, cpus(1))).isEqualTo("PledgeTooSmall");
            assertThat(joins(lab, "bob", Tier.HPC, cpus(2))).isEqualTo("Applied[Done]");
            assertThat(joins(lab, "carl", Tier.CONSUMER, Resources.NONE))
                    .as("a pure consumer pledges nothing")
                    .isEqualTo("Applied[Done]");
        }

        @Test
        void of_the_labels() {
            assertThat(
                            joins(
                                    lab(new AdmissionCheck.HasLabels(List.of("linux", "gpu"))),
                                    "ada",
                                    Tier.HPC,
                                    cpus(1)))
                    .isEqualTo("LabelsMissing");
            assertThat(
                            joins(
                                    lab(new AdmissionCheck.HasLabels(List.of("linux"))),
                                    "ada",
                                    Tier.HPC,
                                    cpus(1)))
                    .isEqualTo("Applied[Done]");
        }

        @Test
        void of_who_vouched() {
            Lab strict = lab(new AdmissionCheck.Issuers(List.of("elsewhere")));
            assertThat(joins(strict, "ada", Tier.HPC, cpus(1))).isEqualTo("IssuerNotAdmitted");
            Lab other = Lab.opened();
            String here = other.ledger.founding.registrars().get(0).organisation();
            other.says(
                    "olga",
                    new Govern.Propose(
                            Ways.governed(g ->
                                    g.withAdmission(new AdmissionCheck.Issuers(List.of(here))))),
                    new Govern.EndRound());
            assertThat(joins(other, "ada", Tier.HPC, cpus(1))).isEqualTo("Applied[Done]");
        }

        @Test
        void of_the_rosters_size() {
            Lab lab = lab(new AdmissionCheck.RosterSize(2));
            assertThat(joins(lab, "ada", Tier.HPC, cpus(1))).isEqualTo("Applied[Done]");
            assertThat(joins(lab, "bob", Tier.HPC, cpus(1))).isEqualTo("RosterFull");
        }

        @Test
        void of_the_old_weight_of_who_comes_back() {
            Lab lab = lab(new AdmissionCheck.OldWeight(990));
            assertThat(joins(lab, "ada", Tier.HPC, cpus(1))).isEqualTo("Applied[Done]");
            lab.says("olga", aJobOf(1).command());
            lab.says("ada", Words.reject(FIRST, "0"), leave());
            assertThat(lab.says("ada", join(cpus(1)))).isEqualTo("Applied[WeightTooLow]");
        }

        @Test
        void of_the_members_vote() {
            Lab lab = lab(new AdmissionCheck.MembersVote(501, 60_000));
            joins(lab, "ada", Tier.HPC, cpus(1));
            assertThat(lab.member("ada").state).isEqualTo(MemberState.APPLICANT);
            assertThat(lab.says("ada", aJobOf(1).command())).isEqualTo("Applied[NotAdmittedYet]");
            assertThat(lab.says("olga", new Govern.Admit(2, true)))
                    .isEqualTo("Applied[NoSuchApplication]");
            lab.says("olga", new Govern.Admit(1, true));
            assertThat(lab.member("ada").state).isEqualTo(MemberState.ACTIVE);

            joins(lab, "bob", Tier.HPC, cpus(1));
            lab.says("olga", new Govern.Admit(2, true));
            assertThat(lab.member("bob").state).as("one of two").isEqualTo(MemberState.APPLICANT);
            lab.says("ada", new Govern.Admit(2, false));
            assertThat(lab.events()).contains(new Event.TurnedAway(2, "VotedDown"));
            assertThat(lab.member("bob").state).isEqualTo(MemberState.LEFT);
        }

        @Test
        void of_the_coordinators_approval() {
            Lab lab = lab(new AdmissionCheck.Approval(60_000));
            joins(lab, "ada", Tier.HPC, cpus(1));
            lab.says("olga", new Govern.Admit(1, true));
            joins(lab, "bob", Tier.HPC, cpus(1));
            lab.says("ada", new Govern.Admit(2, true));
            assertThat(lab.member("bob").state)
                    .as("ada does not coordinate")
                    .isEqualTo(MemberState.APPLICANT);
            lab.says("olga", new Govern.Admit(2, false));
            assertThat(lab.events()).contains(new Event.TurnedAway(2, "NotApproved"));
        }

        @Test
        void that_waits_is_answered_in_time_or_the_applicant_is_turned_away() {
            Lab lab = lab(new AdmissionCheck.Approval(60_000));
            joins(lab, "ada", Tier.HPC, cpus(1));
            assertThat(lab.head().nextDue).isEqualTo(lab.head().clock + 60_000);
            lab.passes(60_000);
            assertThat(lab.events()).containsExactly(new Event.TurnedAway(1, "NoAnswer"));
            assertThat(lab.head().nextDue).isZero();
            assertThat(lab.says("ada", join(cpus(1)))).as("may try again").contains("Done");
            assertThat(lab.says("ada", leave())).as("or withdraw").contains("Done");
            assertThat(lab.member("ada").state).isEqualTo(MemberState.LEFT);
        }

        @Test
        void is_one_of_many_and_the_first_that_fails_gives_the_reason() {
            Lab lab =
                    lab(
                            new AdmissionCheck.Approval(60_000),
                            new AdmissionCheck.Minimum(cpus(2)),
                            new AdmissionCheck.RosterSize(1));
            assertThat(joins(lab, "ada", Tier.HPC, cpus(1))).isEqualTo("PledgeTooSmall");
            assertThat(joins(lab, "bob", Tier.HPC, cpus(2))).isEqualTo("RosterFull");
        }
    }

    @Nested
    class Suspension {
        private final Lab lab = Lab.opened().joins("ada", cpus(4)).joins("bob", cpus(1));

        @Test
        void takes_offers_back_without_blame_and_lets_run_what_runs() {
            lab.says("olga", aJobOf(4).command());
            lab.says("ada", accept(FIRST, "0"));
            long before = lab.weight("ada");
            assertThat(lab.says("olga", new Govern.Suspend(1, "Rude"))).isEqualTo("Applied[Done]");
            assertThat(lab.weight("ada")).isEqualTo(before);
            assertThat(lab.holding("ada")).isEqualTo(1);
            assertThat(lab.says("ada", aJobOf(1).command())).isEqualTo("Applied[Suspended]");
            assertThat(lab.says("ada", leave())).isEqualTo("Applied[Suspended]");
            assertThat(lab.says("ada", complete(FIRST, "0"))).isEqualTo("Applied[Done]");
            assertThat(lab.holding("ada")).isZero();
            assertThat(lab.says("olga", new Govern.Readmit(1))).isEqualTo("Applied[Done]");
            lab.says("olga", aJobOf(9).command());
            assertThat(lab.holding("ada")).as("works again").isPositive();
            assertThat(lab.says("olga", new Govern.Readmit(1))).isEqualTo("Applied[NotSuspended]");
        }

        @Test
        void is_for_the_coordinator_or_for_enough_members() {
            lab.joins("cyd", cpus(1));
            assertThat(lab.says("ada", new Govern.Suspend(2, "Spite")))
                    .isEqualTo("Applied[NotCoordinator]");
            assertThat(lab.says("olga", new Govern.Suspend(0, "Self")))
                    .isEqualTo("Applied[CoordinatorCannot]");
            assertThat(lab.says("olga", new Govern.Suspend(9, "Ghost")))
                    .isEqualTo("Applied[NoSuchMember]");
            Command motion = new Govern.Move(Motion.Subject.suspend, 2, true);
            lab.says("ada", motion);
            lab.says("olga", motion);
            assertThat(lab.member("bob").state).as("two of four").isEqualTo(MemberState.ACTIVE);
            lab.says("cyd", motion);
            assertThat(lab.member("bob").state).isEqualTo(MemberState.SUSPENDED);
            assertThat(lab.says("bob", new Govern.Move(Motion.Subject.readmit, 2, true)))
                    .isEqualTo("Applied[Suspended]");
            Command readmit = new Govern.Move(Motion.Subject.readmit, 2, true);
            lab.says("ada", readmit);
            lab.says("olga", readmit);
            lab.says("cyd", readmit);
            assertThat(lab.member("bob").state).isEqualTo(MemberState.ACTIVE);
        }
    }

    @Nested
    class A_leaver {
        @Test
        void drains_what_it_runs_unless_the_terms_let_it_hand_back() {
            Lab lab = Lab.opened().joins("ada", cpus(2));
            lab.says("olga", aJobOf(2).command());
            lab.says("ada", accept(FIRST, "0-1"), leave());
            assertThat(lab.says("ada", new Command.HandBack(FIRST, Words.tasks("0"))))
                    .isEqualTo("Applied[NotInTerms]");
        }

        @Test
        void hands_back_without_blame_and_others_go_on() {
            Lab lab =
                    Lab.opened(Ways.governed(g -> g.withLeaving(Governance.Leaving.HAND_BACK)))
                            .joins("ada", cpus(2));
            lab.says("olga", aJobOf(2).command());
            lab.says("ada", accept(FIRST, "0-1"));
            lab.joins("bob", cpus(2));
            Command back = new Command.HandBack(FIRST, Words.tasks("0-1"));
            assertThat(lab.says("ada", back)).isEqualTo("Applied[NotLeaving]");
            long before = lab.weight("ada");
            assertThat(lab.says("ada", leave(), back)).isEqualTo("Applied[Done, Done]");
            assertThat(lab.weight("ada")).isEqualTo(before);
            assertThat(lab.member("ada").state).isEqualTo(MemberState.LEFT);
            assertThat(lab.holding("bob")).isEqualTo(2);
        }
    }
}
