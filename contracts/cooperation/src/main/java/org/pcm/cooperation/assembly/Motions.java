package org.pcm.cooperation.assembly;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.election.ElectionCause;
import org.pcm.cooperation.election.Elections;
import org.pcm.cooperation.election.Reelection;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.EndCondition;
import org.pcm.cooperation.round.EndPolicy;
import org.pcm.cooperation.round.HandBack;
import org.pcm.cooperation.round.Head;

/** Decides what members carry together, and what the coordinator may do by its word alone. */
public final class Motions {
    private final Cooperation state;
    private final Member member;

    public Motions(Cooperation state, Member member) {
        this.state = state;
        this.member = member;
    }

    /** Supports a motion, or no longer does; with enough support it is carried. */
    public @Nullable Refusal move(Motion.Subject subject, int about, boolean yes) {
        int permille = permille(subject);
        if (permille == 0) {
            return RefusalCode.NOT_IN_TERMS.because("the terms know no motion " + subject);
        }
        Refusal refusal = pointless(subject, about);
        if (refusal != null) {
            return refusal;
        }
        Motion motion = new Motion(subject, about(subject, about));
        state.emit(new Governed.Moved(subject, motion.about(), member.number, yes));
        if (yes && isCarried(motion, permille)) {
            state.emit(new Governed.MotionCarried(subject, motion.about()));
            carry(motion);
        }
        return null;
    }

    /** A petition is about whoever coordinates: it lapses when somebody else does. */
    private int about(Motion.Subject subject, int about) {
        return switch (subject) {
            case endRound -> 0;
            case noConfidence -> state.head().coordinator;
            case suspend, readmit -> about;
        };
    }

    private int permille(Motion.Subject subject) {
        return switch (subject) {
            case endRound -> votesForTheEnd();
            case noConfidence -> {
                Reelection policy = state.terms().governance().reelection();
                yield policy == null ? 0 : policy.petitionPermille();
            }
            case suspend, readmit -> state.terms().governance().suspension().permille();
        };
    }

    private int votesForTheEnd() {
        EndPolicy end = state.terms().governance().end();
        return end == null
                ? 0
                : (int)
                        end.conditions()
                                .filter(EndCondition.MembersVote.class::isInstance)
                                .mapToLong(c -> ((EndCondition.MembersVote) c).permille())
                                .min()
                                .orElse(0);
    }

    private @Nullable Refusal pointless(Motion.Subject subject, int about) {
        return switch (subject) {
            case endRound -> noRound();
            case noConfidence -> Elections.noElectionYet(state);
            case suspend -> notToSuspend(about);
            case readmit -> notSuspended(about);
        };
    }

    private @Nullable Refusal noRound() {
        return state.head().round.works()
                ? null
                : RefusalCode.NO_ROUND.because("no round is running");
    }

    private boolean isCarried(Motion motion, int permille) {
        TreeSet<Integer> supporters = state.assembly().motions.get(motion);
        List<Member> voters = state.roster().voters();
        long yes =
                supporters == null
                        ? 0
                        : voters.stream().filter(m -> supporters.contains(m.number)).count();
        return yes * 1_000 >= (long) voters.size() * permille;
    }

    private void carry(Motion motion) {
        switch (motion.subject()) {
            case endRound -> {} // the round sees it at the end of the batch
            case noConfidence -> Elections.call(state, ElectionCause.petition);
            case suspend -> suspended(motion.about(), "the members' motion");
            case readmit -> state.emit(new Event.Readmitted(motion.about()));
        }
    }

    /** The coordinator's word that the round ends (A12). */
    public @Nullable Refusal endRound() {
        Head head = state.head();
        if (member.number != head.coordinator) {
            return RefusalCode.NOT_COORDINATOR.because("only the coordinator's word ends a round");
        }
        EndPolicy end = state.terms().governance().end();
        if (end == null
                || end.conditions().noneMatch(EndCondition.CoordinatorsWord.class::isInstance)) {
            return RefusalCode.NOT_IN_TERMS.because(
                    "by the terms the coordinator's word ends no round");
        }
        Refusal refusal = noRound();
        if (refusal == null) {
            state.emit(new Governed.EndTold(member.number));
        }
        return refusal;
    }

    /** The coordinator suspends a member, where the terms let it. */
    public @Nullable Refusal suspend(int about, String reason) {
        Refusal refusal = coordinatorMay();
        if (refusal == null) {
            refusal = notToSuspend(about);
        }
        if (refusal == null) {
            suspended(about, reason);
        }
        return refusal;
    }

    /** The coordinator readmits a suspended member, where the terms let it. */
    public @Nullable Refusal readmit(int about) {
        Refusal refusal = coordinatorMay();
        if (refusal == null) {
            refusal = notSuspended(about);
        }
        if (refusal == null) {
            state.emit(new Event.Readmitted(about));
        }
        return refusal;
    }

    /** What runs goes on; what is only offered goes to others, without blame. */
    private void suspended(int about, String why) {
        state.emit(new Event.Suspended(about, why));
        HandBack.allOffers(state, state.roster().get(about));
    }

    private @Nullable Refusal coordinatorMay() {
        if (member.number != state.head().coordinator) {
            return RefusalCode.NOT_COORDINATOR.because(
                    "only the coordinator suspends and readmits by its word");
        }
        return state.terms().governance().suspension().coordinator()
                ? null
                : RefusalCode.NOT_IN_TERMS.because("by the terms only a motion suspends");
    }

    private @Nullable Refusal notToSuspend(int about) {
        if (about >= state.roster().size() || !state.roster().get(about).mayVote()) {
            return RefusalCode.NO_SUCH_MEMBER.because("there is no member " + about);
        }
        return about == state.head().coordinator
                ? RefusalCode.COORDINATOR_CANNOT.because(
                        "the coordinator is not suspended but voted out")
                : null;
    }

    private @Nullable Refusal notSuspended(int about) {
        return about >= state.roster().size()
                        || state.roster().get(about).state != MemberState.SUSPENDED
                ? RefusalCode.NOT_SUSPENDED.because("member " + about + " is not suspended")
                : null;
    }
}
