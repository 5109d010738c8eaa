package org.pcm.cooperation;

import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.job.Answering;
import org.pcm.cooperation.job.Grabbing;
import org.pcm.cooperation.job.HandingBack;
import org.pcm.cooperation.job.Submitting;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Membership;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.CooperationState;
import org.pcm.cooperation.round.RoundState;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Govern;
import org.pcm.cooperation.submission.KeyCommand;
import org.pcm.cooperation.submission.ReadCommand;

/** Brings the commands of one member to the rules that decide them (A4). */
final class Commands {
    private final Cooperation state;
    private final Member member;

    private final long clockErrorMillis;

    Commands(Cooperation state, Member member, long clockErrorMillis) {
        this.state = state;
        this.member = member;
        this.clockErrorMillis = clockErrorMillis;
    }

    CommandResult apply(ReadCommand read) {
        return switch (read) {
            case ReadCommand.Unknown(Refusal refusal) -> new CommandResult.Refused(refusal);
            case ReadCommand.Known(Command command) -> apply(command);
        };
    }

    private CommandResult apply(Command command) {
        if (state.head().state == CooperationState.CLOSED) {
            return refused(RefusalCode.COOPERATION_CLOSED, "the cooperation is closed");
        }
        if (member.state == MemberState.LEFT && !(command instanceof Command.Join)) {
            return refused(RefusalCode.NOT_MEMBER, member.name + " has left");
        }
        Refusal silenced = silenced(command);
        if (silenced != null) {
            return new CommandResult.Refused(silenced);
        }
        return switch (command) {
            case Govern c -> new Governing(state, member, clockErrorMillis).apply(c);
            case KeyCommand c ->
                    refused(RefusalCode.WRONG_LANE, "keys are changed in the lane registry");
            case Command.HandBack c -> new HandingBack(state, member).handBack(c);
            case Command.Register c ->
                    refused(RefusalCode.WRONG_LANE, "register belongs into the lane registry");
            case Command.Open c ->
                    refused(RefusalCode.COOPERATION_EXISTS, state.name() + " has been opened");
            case Command.Join c -> Membership.rejoin(state, member, c);
            case Command.Pledge c -> Membership.pledge(state, member, c);
            case Command.Leave c -> Membership.leave(state, member);
            case Command.Close c -> Membership.close(state, member);
            case Command.Submit c -> new Submitting(state, member).submit(c);
            case Command.Extend c -> new Submitting(state, member).extend(c);
            case Command.Cancel c -> new Submitting(state, member).cancel(c);
            case Command.Accept c -> new Answering(state, member).accept(c);
            case Command.Reject c -> new Answering(state, member).reject(c);
            case Command.Grab c -> new Grabbing(state, member).grab(c);
            case Command.Complete c -> new Answering(state, member).complete(c);
            case Command.Fail c -> new Answering(state, member).fail(c);
        };
    }

    /** Who waits to be admitted, or is suspended, may say little. */
    private @Nullable Refusal silenced(Command command) {
        if (member.state == MemberState.APPLICANT && !(command instanceof Command.Leave)) {
            return RefusalCode.NOT_ADMITTED_YET.because(member.name + " waits to be admitted");
        }
        if (member.state == MemberState.SUSPENDED
                && !(command instanceof Command.Answer)
                && !(command instanceof Command.Cancel)) {
            return RefusalCode.SUSPENDED.because(member.name + " is suspended");
        }
        if (state.head().round.state == RoundState.CALLED && command instanceof Command.Submit) {
            return RefusalCode.NO_ROUND.because("the first round has not begun");
        }
        return null;
    }

    private static CommandResult refused(RefusalCode code, String why) {
        return new CommandResult.Refused(code.because(why));
    }
}
