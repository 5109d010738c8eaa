package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pcm.cooperation.Words.FIRST;
import static org.pcm.cooperation.Words.aJobOf;
import static org.pcm.cooperation.Words.accept;
import static org.pcm.cooperation.Words.cancel;
import static org.pcm.cooperation.Words.close;
import static org.pcm.cooperation.Words.complete;
import static org.pcm.cooperation.Words.cpus;
import static org.pcm.cooperation.Words.join;
import static org.pcm.cooperation.Words.leave;
import static org.pcm.cooperation.Words.pledge;
import static org.pcm.cooperation.Words.reject;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.CooperationState;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;

/** Who opens, enters, changes and leaves a cooperation (P1, P3, P7, A10, A11). */
class MembershipTest {
    private static final Terms TWO_AT_MOST = Terms.DEFAULT.withRosterMax(2);

    @Nested
    class Opening {
        private final Ledger ledger = Ledger.founded();

        private String opens(Person person, Terms terms, Resources pledge) {
            byte[] submission = person.says("lab", new Command.Open(terms, pledge)).signed();
            return Codes.of(ledger.submit("lab", submission)).get(0);
        }

        @Test
        void makes_the_opener_member_0_and_coordinator() {
            Person ada = ledger.registered("ada", Tier.HPC);
            assertThat(opens(ada, Terms.DEFAULT, cpus(4))).isEqualTo("Applied[Done]");
            Snapshot now = new Snapshot(ledger.pages, "lab");
            assertThat(now.head.coordinator).isZero();
            assertThat(now.member("ada").pledge).isEqualTo(cpus(4));
            assertThat(ledger.events())
                    .containsSubsequence(
                            new Event.Opened(0, Terms.DEFAULT),
                            new Event.Joined(0, "ada", Tier.HPC, ada.kid(), cpus(4), 1_000),
                            new Governed.RoundStarted(1, 0, Terms.DEFAULT, Words.tasks("0")));
        }

        @Test
        void is_for_anybody_but_a_consumer() {
            Person carl = ledger.registered("carl", Tier.CONSUMER);
            assertThat(opens(carl, Terms.DEFAULT, Resources.NONE)).isEqualTo("TierCannot");
            Person olga = ledger.registered("olga", Tier.OPERATOR);
            assertThat(opens(olga, Terms.DEFAULT, cpus(1)))
                    .as("an operator pledges nothing")
                    .isEqualTo("TierCannot");
        }

        @Test
        void happens_once() {
            opens(ledger.registered("ada", Tier.HPC), Terms.DEFAULT, cpus(1));
            Person bob = ledger.registered("bob", Tier.HPC);
            assertThat(opens(bob, Terms.DEFAULT, cpus(1))).isEqualTo("CooperationExists");
        }

        @Test
        void by_three_participants_makes_three_coordinators() {
            for (String name : List.of("ada", "bob", "cyd")) {
                Person person = ledger.registered(name, Tier.HPC);
                byte[] opens =
                        person.says("lab-" + name, new Command.Open(Terms.DEFAULT, cpus(1)))
                                .signed();
                assertThat(Codes.of(ledger.submit("lab-" + name, opens)))
                        .containsExactly("Applied[Done]");
                Snapshot now = new Snapshot(ledger.pages, "lab-" + name);
                assertThat(now.roster.get(now.head.coordinator).name).isEqualTo(name);
            }
        }

        @Test
        void fails_with_a_timeout_below_twice_the_clock_error() {
            Person ada = ledger.registered("ada", Tier.HPC);
            long least = 2 * ledger.founding.clockErrorMillis();
            for (Terms terms :
                    List.of(
                            Terms.DEFAULT.withOfferMillis(least - 1),
                            Terms.DEFAULT.withAwayMillis(least - 1),
                            Terms.DEFAULT.withGraceMillis(least - 1))) {
                assertThat(opens(ada, terms, cpus(1))).isEqualTo("TermsTooShort");
                ada.countFrom("lab", 0);
            }
            Terms shortest =
                    Terms.DEFAULT
                            .withOfferMillis(least)
                            .withAwayMillis(least)
                            .withGraceMillis(least);
            assertThat(opens(ada, shortest, cpus(1))).isEqualTo("Applied[Done]");
        }

        @Test
        void and_further_commands_go_in_one_submission() {
            Person ada = ledger.registered("ada", Tier.HPC);
            byte[] both =
                    ada.says(
                                    "lab",
                                    new Command.Open(Terms.DEFAULT, cpus(1)),
                                    aJobOf(1).command(),
                                    new Command.Open(Terms.DEFAULT, cpus(1)))
                            .signed();
            assertThat(Codes.of(ledger.submit("lab", both)))
                    .containsExactly("Applied[Done, Done, CooperationExists]");
        }
    }

    @Nested
    class Joining {
        @Test
        void is_told_to_all_with_pledge_and_weight() {
            Lab lab = Lab.opened();
            lab.joins("ada", cpus(4));
            assertThat(lab.events())
                    .startsWith(
                            new Event.Joined(
                                    1, "ada", Tier.HPC, lab.person("ada").kid(), cpus(4), 1_000));
        }

        @Test
        void needs_a_tier_that_the_terms_admit() {
            Lab lab = Lab.opened(Terms.DEFAULT.withTiers(List.of(Tier.HPC, Tier.CONSUMER)));
            lab.knows("eda", Tier.EDGE);
            assertThat(lab.says("eda", join(cpus(1)))).isEqualTo("TierNotAdmitted");
            lab.knows("carl", Tier.CONSUMER);
            assertThat(lab.says("carl", join(cpus(1)))).isEqualTo("TierCannot");
        }

        @Test
        void needs_room_in_the_roster_where_those_who_left_do_not_count() {
            Lab lab = Lab.opened(TWO_AT_MOST).joins("ada", cpus(1));
            Person bob = lab.knows("bob", Tier.HPC);
            assertThat(lab.says("bob", join(cpus(1)))).isEqualTo("RosterFull");
            lab.says("ada", leave());
            bob.countFrom(Lab.NAME, 0);
            assertThat(lab.says("bob", join(cpus(1)))).isEqualTo("Applied[Done]");
            assertThat(lab.says("ada", join(cpus(1)))).isEqualTo("Applied[RosterFull]");
        }

        @Test
        void comes_first_in_the_first_submission_else_nothing_is_recorded() {
            Lab lab = Lab.opened();
            Person bob = lab.knows("bob", Tier.HPC);
            assertThat(lab.submits(bob.message(Lab.NAME, 1).signed())).isEqualTo("NotMember");
            assertThat(lab.submits(bob.message(Lab.NAME, 1).of(leave(), join(cpus(1))).signed()))
                    .isEqualTo("NotMember");
            assertThat(lab.submits(bob.message(Lab.NAME, 1).payload("{}").signed()))
                    .isEqualTo("Malformed");
            assertThat(lab.submits(bob.message(Lab.NAME, 1).payload("[7]").signed()))
                    .isEqualTo("MalformedCommand");
            assertThat(lab.submits(bob.message(Lab.NAME, 2).of(join(cpus(1))).signed()))
                    .isEqualTo("SequenceGap");
            assertThat(lab.submits(bob.message(Lab.NAME, 1).of(join(cpus(1))).forged()))
                    .isEqualTo("BadSignature");
            assertThat(lab.submits(bob.message(Lab.NAME, 1).of(join(cpus(1)), leave()).signed()))
                    .isEqualTo("Applied[Done, Done]");
        }

        @Test
        void happens_once() {
            Lab lab = Lab.opened().joins("ada", cpus(1));
            assertThat(lab.says("ada", join(cpus(1)))).isEqualTo("Applied[AlreadyMember]");
        }

        @Test
        void brings_work_at_once() {
            Lab lab = Lab.opened();
            lab.says("olga", aJobOf(4).command());
            assertThat(lab.job(FIRST).pending()).isEqualTo(4);
            lab.joins("ada", cpus(4));
            assertThat(lab.holding("ada")).isEqualTo(4);
        }
    }

    @Nested
    class Pledging {
        private final Lab lab = Lab.opened().joins("ada", cpus(4));

        @Test
        void more_brings_work_at_once() {
            lab.says("olga", aJobOf(8).command());
            assertThat(lab.holding("ada")).isEqualTo(4);
            assertThat(lab.says("ada", pledge(cpus(6)))).isEqualTo("Applied[Done]");
            assertThat(lab.holding("ada")).isEqualTo(6);
        }

        @Test
        void less_than_is_in_use_brings_no_new_work_until_it_fits() {
            lab.says("olga", aJobOf(8).command());
            lab.says("ada", accept(FIRST, "0-3"), pledge(cpus(2)));
            lab.says("ada", complete(FIRST, "0"));
            lab.says("ada", complete(FIRST, "1"));
            assertThat(lab.holding("ada")).isEqualTo(2);
            lab.says("ada", complete(FIRST, "2"));
            assertThat(lab.holding("ada")).isEqualTo(2);
            assertThat(lab.member("ada").offers).hasSize(1);
        }

        @Test
        void less_than_is_in_use_of_anything_brings_no_new_work_of_any_kind() {
            lab.says("ada", pledge(new Resources(4_000, 4_096, 1)));
            lab.says(
                    "olga",
                    aJobOf(2)
                            .each(new Resources(1_000, 0, 1))
                            .each(new Resources(1_000, 0, 0))
                            .inRuns(new KindRun(0, 1), new KindRun(1, 1))
                            .command());
            lab.says("ada", accept(FIRST, "0"), reject(FIRST, "1"), pledge(cpus(4)));
            assertThat(lab.holding("ada")).isEqualTo(1);
            lab.says("ada", complete(FIRST, "0"));
            assertThat(lab.holding("ada")).isEqualTo(1);
        }

        @Test
        void is_not_for_consumers_and_operators() {
            assertThat(lab.says("olga", pledge(cpus(1)))).isEqualTo("Applied[TierCannot]");
            lab.consumer("carl");
            assertThat(lab.says("carl", pledge(cpus(1)))).isEqualTo("Applied[TierCannot]");
        }
    }

    @Nested
    class Leaving {
        private final Lab lab = Lab.opened().joins("ada", cpus(4));

        @Test
        void hands_offers_back_without_blame_and_drains_what_runs() {
            lab.says("olga", aJobOf(4).command());
            lab.says("ada", accept(FIRST, "0-1"), leave());
            assertThat(lab.events()).contains(new Event.Returned(FIRST, Words.tasks("2-3"), 1));
            assertThat(lab.member("ada").state).isEqualTo(MemberState.LEAVING);
            assertThat(lab.says("ada", leave())).as("twice is harmless").isEqualTo("Applied[Done]");
            assertThat(lab.says("ada", complete(FIRST, "0-1"))).isEqualTo("Applied[Done]");
            assertThat(lab.events(Event.Left.class)).containsExactly(new Event.Left(1));
            assertThat(lab.chronicle().all(Event.WeightChanged.class))
                    .allMatch(e -> e.to() > e.from());
        }

        @Test
        void at_rest_is_done_at_once() {
            lab.says("ada", leave());
            assertThat(lab.member("ada").state).isEqualTo(MemberState.LEFT);
            assertThat(lab.member("ada").pledge).isEqualTo(Resources.NONE);
            assertThat(lab.says("ada", pledge(cpus(1)))).isEqualTo("Applied[NotMember]");
        }

        @Test
        void and_coming_back_finds_the_old_weight() {
            lab.says("olga", aJobOf(4).command());
            lab.says("ada", reject(FIRST, "0-3"));
            Member before = lab.member("ada");
            assertThat(before.weight.thousandths()).isLessThan(1_000);
            lab.says("olga", cancel(FIRST));
            lab.says("ada", leave());
            lab.says("ada", join(cpus(2)));
            assertThat(lab.member("ada").number).isEqualTo(before.number);
            assertThat(lab.member("ada").weight).isEqualTo(before.weight);
            assertThat(lab.member("ada").state).isEqualTo(MemberState.ACTIVE);
            assertThat(lab.member("ada").pledge).isEqualTo(cpus(2));
        }

        @Test
        void and_coming_back_again_and_again_uses_up_nobodys_offers() {
            lab.joins("bob", cpus(1));
            lab.says("olga", aJobOf(5).command());
            for (int i = 0; i < Terms.DEFAULT.offersMax() + 1; i++) {
                lab.says("ada", leave());
                lab.says("ada", join(cpus(4)));
            }
            assertThat(lab.chronicle().all(Event.Exhausted.class)).isEmpty();
            assertThat(lab.holding("ada")).as("others are asked first").isZero();
            lab.says("bob", pledge(cpus(5)));
            assertThat(lab.holding("bob")).isEqualTo(5);
        }

        @Test
        void is_not_for_the_coordinator() {
            assertThat(lab.says("olga", leave())).isEqualTo("Applied[CoordinatorCannotLeave]");
        }
    }

    @Nested
    class Closing {
        private final Lab lab = Lab.opened().joins("ada", cpus(4));

        @Test
        void is_for_the_coordinator_when_no_job_is_open() {
            assertThat(lab.says("ada", close())).isEqualTo("Applied[NotCoordinator]");
            lab.says("ada", aJobOf(1).command());
            assertThat(lab.says("olga", close())).isEqualTo("Applied[JobsOpen]");
            lab.says("ada", cancel(FIRST));
            assertThat(lab.says("olga", close())).isEqualTo("Applied[Done]");
            assertThat(lab.head().state).isEqualTo(CooperationState.CLOSED);
        }

        @Test
        void ends_everything() {
            lab.says("olga", close());
            assertThat(lab.says("ada", aJobOf(1).command()))
                    .isEqualTo("Applied[CooperationClosed]");
            Person bob = lab.knows("bob", Tier.HPC);
            assertThat(lab.submits(bob.says(Lab.NAME, join(cpus(1))).signed()))
                    .isEqualTo("CooperationClosed");
        }
    }

    @Test
    void a_member_may_submit_without_pledging() {
        Lab lab = Lab.opened().consumer("carl").joins("ada", cpus(1));
        assertThat(lab.says("carl", aJobOf(1).command())).isEqualTo("Applied[Done]");
        assertThat(lab.holding("ada")).isEqualTo(1);
    }

    @Test
    void the_clock_never_runs_back() {
        Lab lab = Lab.opened();
        long clock = lab.head().clock;
        lab.passes(-5_000);
        assertThat(lab.head().clock).isEqualTo(clock);
    }
}
