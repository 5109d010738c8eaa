package org.pcm.cooperation;

import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.admission.Admission;
import org.pcm.cooperation.assembly.Motions;
import org.pcm.cooperation.assembly.Negotiation;
import org.pcm.cooperation.election.Elections;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberKeys;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.RoundState;
import org.pcm.cooperation.round.Rounds;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Govern;

/** Brings what members decide together to the rules that decide it. */
final class Governing {
    private final Cooperation state;
    private final Member member;
    private final long clockErrorMillis;

    Governing(Cooperation state, Member member, long clockErrorMillis) {
        this.state = state;
        this.member = member;
        this.clockErrorMillis = clockErrorMillis;
    }

    CommandResult apply(Govern command) {
        Refusal refusal = unheard(command);
        if (refusal == null) {
            refusal = decide(command);
        }
        return refusal == null ? CommandResult.OK : new CommandResult.Refused(refusal);
    }

    /** Under the first rules members can only agree on newer ones. */
    private @Nullable Refusal unheard(Govern command) {
        boolean negotiates =
                command instanceof Govern.Propose
                        || command instanceof Govern.Agree
                        || command instanceof Govern.Decline;
        if (!state.terms().whole() && !negotiates) {
            return RefusalCode.NOT_IN_TERMS.because("the cooperation runs under the first rules");
        }
        return member.mayVote() || command instanceof Govern.Keys
                ? null
                : RefusalCode.NO_VOTE.because(member.name + " is leaving");
    }

    private @Nullable Refusal decide(Govern command) {
        Negotiation negotiation = new Negotiation(state, member);
        Motions motions = new Motions(state, member);
        return switch (command) {
            case Govern.Propose c -> negotiation.propose(c.terms(), clockErrorMillis);
            case Govern.Agree c -> negotiation.agree(c.proposal());
            case Govern.Decline c -> negotiation.decline(c.proposal());
            case Govern.Start c -> start();
            case Govern.EndRound c -> motions.endRound();
            case Govern.Move c -> motions.move(c.motion(), c.about(), c.yes());
            case Govern.Admit c -> Admission.hear(state, member, c.applicant(), c.yes());
            case Govern.Suspend c -> motions.suspend(c.member(), c.reason());
            case Govern.Readmit c -> motions.readmit(c.member());
            case Govern.Resign c -> Elections.resign(state, member);
            case Govern.Vote c -> Elections.vote(state, member, c.candidate());
            case Govern.Appoint c -> Elections.appoint(state, member, c.operator());
            case Govern.Recall c -> Elections.recall(state, member);
            case Govern.Keys c -> MemberKeys.refresh(state, c.member());
        };
    }

    private @Nullable Refusal start() {
        if (member.number != state.head().coordinator) {
            return RefusalCode.NOT_COORDINATOR.because("only the coordinator ends a call");
        }
        return state.head().round.state == RoundState.CALLED
                ? Rounds.startCalled(state)
                : RefusalCode.NOT_CALLING.because("no call is open");
    }
}
