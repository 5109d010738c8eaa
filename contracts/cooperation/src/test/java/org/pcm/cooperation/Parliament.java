package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.admission.AdmissionCheck;
import org.pcm.cooperation.assembly.Motion;
import org.pcm.cooperation.election.ElectionMethod;
import org.pcm.cooperation.election.Reelection;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Call;
import org.pcm.cooperation.round.CooperationState;
import org.pcm.cooperation.round.EndCondition;
import org.pcm.cooperation.round.EndPolicy;
import org.pcm.cooperation.round.Governance;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Govern;

/**
 * A cooperation whose members govern at random, all of it decided by one seed: they call, propose,
 * agree, petition, vote, suspend, resign, end rounds, work a little, leave and come back, at any
 * time and by whoever. The {@link Invariants} hold after every batch. To look at a seed that fails,
 * run {@code new Parliament(seed).sits(batches)}.
 */
final class Parliament {
    private static final List<String> NAMES = List.of("ada", "bob", "cyd", "dan", "eve", "otto");

    final Lab lab;
    private final Random random;

    Parliament(long seed) {
        random = new Random(seed);
        lab = Lab.sealed(someTerms(true));
        for (String name : NAMES) {
            lab.knows(name, name.equals("otto") ? Tier.OPERATOR : Tier.HPC);
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Terms someTerms(boolean first) {
        List<ElectionMethod> methods =
                List.of(
                        new ElectionMethod.OneMemberOneVote(),
                        new ElectionMethod.ByWeight(),
                        new ElectionMethod.ByPledge(),
                        new ElectionMethod.ForProxy());
        Reelection elects =
                new Reelection(
                        one(methods),
                        1 + random.nextInt(700),
                        10_000 + random.nextInt(100_000),
                        random.nextInt(3),
                        chance(50) ? 0 : 10_000 + random.nextInt(500_000),
                        chance(50) ? 0 : 10_000 + random.nextInt(300_000),
                        random.nextInt(700),
                        chance(80));
        Governance governance =
                Governance.DEFAULT
                        .withReelection(elects)
                        .withEnd(someEnd())
                        .withAdmission(someChecks())
                        .withConsentPermille(1 + random.nextInt(800))
                        .withEnding(one(List.of(Governance.Ending.values())))
                        .withUnagreed(one(List.of(Governance.Unagreed.values())))
                        .withLeaving(one(List.of(Governance.Leaving.values())));
        if (first && chance(50)) {
            governance =
                    governance.withCall(
                            new Call(10_000 + random.nextInt(50_000), 1 + random.nextInt(3)));
        }
        return Terms.DEFAULT
                .withOfferMillis(10_000 + random.nextInt(50_000))
                .withRunMax(1 + random.nextInt(64))
                .withGovernance(governance);
    }

    private EndPolicy someEnd() {
        List<EndCondition> all =
                List.of(
                        new EndCondition.AllDone(),
                        new EndCondition.Deadline(10_000 + random.nextInt(400_000)),
                        new EndCondition.TaskCount(1 + random.nextInt(9)),
                        new EndCondition.TooFewMembers(1 + random.nextInt(3)),
                        new EndCondition.MembersVote(1 + random.nextInt(700)),
                        new EndCondition.CoordinatorsWord());
        List<List<EndCondition>> groups = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            EndCondition one = one(all);
            EndCondition other = one(all);
            groups.add(chance(50) ? List.of(one) : List.of(one, other));
        }
        return new EndPolicy(groups);
    }

    private AdmissionCheck[] someChecks() {
        List<AdmissionCheck> all =
                List.of(
                        new AdmissionCheck.RosterSize(2 + random.nextInt(6)),
                        new AdmissionCheck.MembersVote(1 + random.nextInt(600), 30_000),
                        new AdmissionCheck.Approval(30_000));
        return all.stream().filter(check -> chance(25)).toArray(AdmissionCheck[]::new);
    }

    /** Lets {@code batches} batches pass, or until the cooperation is closed. */
    Parliament sits(int batches) {
        for (int i = 0; i < batches && lab.head().state == CooperationState.OPEN; i++) {
            lab.ledger.advance(chance(10) ? random.nextInt(200_000) : random.nextInt(5_000));
            int coordinator = lab.head().coordinator;
            oneBatch();
            onlyTheCoordinatorCommanded(coordinator);
        }
        lab.ledger.replayEqualsLive();
        return this;
    }

    private void oneBatch() {
        List<byte[]> batch = new ArrayList<>();
        if (chance(60)) {
            batch.add(lab.message("olga", some("olga"), some("olga")).signed());
        }
        for (String name : NAMES) {
            if (chance(50)) {
                Member self = self(name);
                Person person = lab.person(name);
                person.countFrom(Lab.NAME, self == null ? 0 : self.key(person.kid()).next() - 1);
                Command first =
                        self == null ? chance(90) ? join(name) : new Govern.Decline(1) : some(name);
                batch.add(lab.message(name, first, some(name)).signed());
            }
        }
        lab.batch(batch.toArray(byte[][]::new));
    }

    private @Nullable Member self(String name) {
        return lab.now().roster.named(name);
    }

    private Command join(String name) {
        Resources pledge = name.equals("otto") ? Resources.NONE : Words.cpus(1 + random.nextInt(4));
        return chance(80) ? Words.join(pledge) : Words.join(pledge, 1 + random.nextInt(3));
    }

    private Command some(String name) {
        Member self = self(name);
        int anybody = random.nextInt(lab.now().roster.size() + 1);
        if (self != null && self.state == MemberState.LEFT && chance(80)) {
            return join(name);
        }
        return switch (random.nextInt(22)) {
            case 0 -> new Govern.Propose(someTerms(false));
            case 1, 2 ->
                    new Govern.Agree(
                            lab.now().state().assembly().nextProposal - 1 + random.nextInt(2));
            case 3 -> new Govern.Decline(1 + random.nextInt(4));
            case 4 -> new Govern.Start();
            case 5 -> new Govern.EndRound();
            case 6 -> new Govern.Move(someSubject(), anybody, chance(80));
            case 7, 8 -> new Govern.Admit(anybody, chance(80));
            case 9 -> new Govern.Suspend(anybody, "Whim");
            case 10 -> new Govern.Readmit(anybody);
            case 11 -> new Govern.Resign();
            case 12, 13, 14 -> new Govern.Vote(anybody);
            case 15 -> new Govern.Appoint(anybody);
            case 16 -> new Govern.Recall();
            case 17 -> new Govern.Keys(anybody);
            case 18 -> chance(20) ? Words.leave() : Words.cancel(1 + random.nextInt(5));
            case 19 -> Words.aJobOf(1 + random.nextInt(4)).command();
            case 20 -> Words.accept(1 + random.nextInt(5), "0-3");
            default -> Words.complete(1 + random.nextInt(5), "0-3");
        };
    }

    private Motion.Subject someSubject() {
        return one(List.of(Motion.Subject.values()));
    }

    /** Whatever only a coordinator can do was done by who coordinated at that very point. */
    private void onlyTheCoordinatorCommanded(int before) {
        int coordinator = before;
        for (Event event : lab.events()) {
            switch (event) {
                case Governed.Elected e -> coordinator = e.coordinator();
                case Governed.ProxyAppointed e -> {
                    assertThat(e.principal()).isEqualTo(coordinator);
                    coordinator = e.coordinator();
                }
                case Governed.ProxyRecalled e -> coordinator = e.coordinator();
                case Governed.EndTold e -> assertThat(e.by()).isEqualTo(coordinator);
                case Governed.RoundStarted e -> assertThat(e.coordinator()).isEqualTo(coordinator);
                default -> {}
            }
        }
        assertThat(lab.head().coordinator).as("exactly one coordinator").isEqualTo(coordinator);
        assertThat(lab.now().roster.get(coordinator).state.present()).isTrue();
    }
}
