package org.pcm.cooperation.member;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.admission.Admission;
import org.pcm.cooperation.assembly.Negotiation;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.CooperationState;
import org.pcm.cooperation.round.HandBack;
import org.pcm.cooperation.round.RoundState;
import org.pcm.cooperation.round.Rounds;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;

/** Decides who opens, enters, changes and leaves a cooperation (P1, P3, P7, A10, A11). */
public final class Membership {
    /** One named requirement of admission; yields why it fails, null when it holds. */
    private interface Requirement {
        @Nullable Refusal refuse(Cooperation state, Tier tier, Resources pledge);
    }

    private static final List<Requirement> ADMISSION =
            List.of(
                    Membership::isOpen,
                    Membership::tierAdmitted,
                    Membership::pledgeSuitsTier,
                    Membership::rosterHasRoom);

    private static final String COOLING_DOWN =
            "it refused for want of capacity, and raises its pledge no sooner than its cool-down ends";

    private Membership() {}

    /** Opens {@code state}, which nobody has opened, for {@code participant}; null when done. */
    public static @Nullable Refusal open(
            Cooperation state,
            Participant participant,
            Command.Open command,
            long clockErrorMillis) {
        if (participant.tier() == Tier.CONSUMER) {
            return RefusalCode.TIER_CANNOT.because("a consumer opens no cooperation");
        }
        Refusal pledge = pledgeSuitsTier(participant.tier(), command.pledge());
        if (pledge != null) {
            return pledge;
        }
        Terms terms = command.terms();
        List<String> tooShort = terms.timeoutsBelow(2 * clockErrorMillis);
        if (!tooShort.isEmpty()) {
            return RefusalCode.TERMS_TOO_SHORT.because(
                    tooShort + " must be at least " + 2 * clockErrorMillis + " ms");
        }
        List<String> lacks = terms.governance().lacks();
        if (terms.whole() && terms.governance().call() == null && !lacks.isEmpty()) {
            return RefusalCode.TERMS_INCOMPLETE.because(
                    "the terms lack " + lacks + ", and there is no call that could settle them");
        }
        state.emit(new Event.Opened(0, terms));
        enter(state, participant, command.pledge());
        if (terms.whole()) {
            Rounds.opened(state);
        }
        return null;
    }

    /**
     * Admits {@code participant}, who is not in the roster; null when done, else the first
     * requirement that fails.
     */
    public static @Nullable Refusal join(
            Cooperation state, Participant participant, Command.Join join) {
        Resources pledge = join.pledge();
        Refusal refusal = admission(state, participant.tier(), join);
        if (refusal == null && state.roster().size() >= Roster.MAX_PLACES) {
            refusal = RefusalCode.ROSTER_FULL.because("the roster has no place for a new name");
        }
        if (refusal != null) {
            return refusal;
        }
        if (!state.terms().whole()) {
            enter(state, participant, pledge);
            return null;
        }
        int number = state.roster().size();
        refusal = Admission.enter(state, participant, pledge, null);
        if (refusal == null) {
            state.fold().keysCopied(state.roster().get(number), participant.freshKeys());
            consent(state, state.roster().get(number), join);
        }
        return refusal;
    }

    /** Who answers a call agrees to the terms it names, else to those that stand. */
    private static void consent(Cooperation state, Member member, Command.Join join) {
        if (state.head().round.state == RoundState.CALLED) {
            new Negotiation(state, member)
                    .agree(join.namesProposal() ? join.proposal() : state.assembly().standing);
        }
    }

    /**
     * Somebody who was called declines: its place in the roster shows that, and why it is empty
     * (P2).
     */
    public static @Nullable Refusal declineCall(Cooperation state, Participant participant) {
        if (state.head().round.state != RoundState.CALLED
                || state.head().state == CooperationState.CLOSED) {
            return RefusalCode.NOT_CALLING.because("no call is open");
        }
        if (state.roster().size() >= Roster.MAX_PLACES) {
            return RefusalCode.ROSTER_FULL.because("the roster has no place for a new name");
        }
        int number = state.roster().size();
        state.emit(
                new Event.Applied(
                        number,
                        participant.name(),
                        participant.tier(),
                        participant.keys().get(0).kid(),
                        Resources.NONE,
                        Weight.START.thousandths(),
                        participant.organisation(),
                        participant.capabilities(),
                        state.head().clock));
        state.emit(new Event.TurnedAway(number, "Declined"));
        state.fold().keysCopied(state.roster().get(number), participant.freshKeys());
        return null;
    }

    private static @Nullable Refusal admission(Cooperation state, Tier tier, Command.Join join) {
        for (Requirement requirement : ADMISSION) {
            Refusal refusal = requirement.refuse(state, tier, join.pledge());
            if (refusal != null) {
                return refusal;
            }
        }
        return join.namesProposal() ? notOnTheTable(state, join.proposal()) : null;
    }

    /** Who names a proposal joins under no others: not once a round has begun (P2). */
    private static @Nullable Refusal notOnTheTable(Cooperation state, long proposal) {
        return state.head().round.state == RoundState.CALLED
                ? Negotiation.lacking(state, proposal)
                : RefusalCode.NOT_CALLING.because(
                        "the round has begun, and its terms are no proposal any more");
    }

    private static void enter(Cooperation state, Participant participant, Resources pledge) {
        int number = state.roster().size();
        String kid = participant.keys().get(0).kid();
        long weight = Weight.START.thousandths();
        state.emit(
                new Event.Joined(
                        number, participant.name(), participant.tier(), kid, pledge, weight));
        state.fold().keysCopied(state.roster().get(number), participant.freshKeys());
        Extras.entered(state, state.roster().get(number), participant.capabilities(), true);
    }

    /** A member who left comes back, and finds its old weight (ruling 4). */
    public static CommandResult rejoin(Cooperation state, Member member, Command.Join join) {
        if (member.state != MemberState.LEFT) {
            return refused(RefusalCode.ALREADY_MEMBER, member.name + " is a member");
        }
        if (member.extra.coolUntil() > state.head().clock) {
            return refused(RefusalCode.COOLING_DOWN, COOLING_DOWN);
        }
        Refusal refusal = admission(state, member.tier, join);
        if (refusal == null && state.terms().whole()) {
            refusal = reapply(state, member, join);
            return refusal == null ? CommandResult.OK : new CommandResult.Refused(refusal);
        }
        if (refusal != null) {
            return new CommandResult.Refused(refusal);
        }
        String kid = member.keys.get(0).kid();
        state.emit(
                new Event.Joined(
                        member.number,
                        member.name,
                        member.tier,
                        kid,
                        join.pledge(),
                        member.weight.thousandths()));
        return CommandResult.OK;
    }

    private static @Nullable Refusal reapply(Cooperation state, Member member, Command.Join join) {
        Participant participant = state.registered(member.name);
        if (participant == null) {
            return RefusalCode.NOT_MEMBER.because(member.name + " is in no registry");
        }
        Refusal refusal = Admission.enter(state, participant, join.pledge(), member);
        if (refusal == null) {
            consent(state, member, join);
        }
        return refusal;
    }

    /** Raises or lowers a pledge (P3). */
    public static CommandResult pledge(Cooperation state, Member member, Command.Pledge command) {
        Refusal refusal = pledgeSuitsTier(member.tier, command.pledge());
        if (refusal != null) {
            return new CommandResult.Refused(refusal);
        }
        if (member.extra.coolUntil() > state.head().clock
                && !command.pledge().fits(member.pledge)) {
            return refused(RefusalCode.COOLING_DOWN, COOLING_DOWN);
        }
        state.emit(new Event.PledgeChanged(member.number, command.pledge()));
        List<String> labels = command.labels();
        if (labels != null) {
            Extras.labelled(state, member, labels);
        }
        return CommandResult.OK;
    }

    /** Begins to leave; {@link #finishLeaving} ends it once nothing runs. */
    public static CommandResult leave(Cooperation state, Member member) {
        if (member.number == state.head().coordinator) {
            return refused(
                    RefusalCode.COORDINATOR_CANNOT_LEAVE,
                    state.terms().whole()
                            ? "the coordinator resigns first, or closes the cooperation"
                            : "the coordinator closes the cooperation instead");
        }
        if (member.state == MemberState.LEAVING) {
            return CommandResult.OK;
        }
        if (member.state == MemberState.APPLICANT) {
            Admission.withdraw(state, member);
            return CommandResult.OK;
        }
        state.emit(new Event.Leaving(member.number));
        HandBack.allOffers(state, member);
        return CommandResult.OK;
    }

    /** Removes members that have begun to leave and hold nothing any more. */
    public static void finishLeaving(Cooperation state) {
        for (Member member : state.roster().all()) {
            if (member.state == MemberState.LEAVING && !member.holdsTasks()) {
                state.emit(new Event.Left(member.number));
            }
        }
    }

    /** Ends the cooperation. */
    public static CommandResult close(Cooperation state, Member member) {
        if (member.number != state.head().coordinator) {
            return refused(
                    RefusalCode.NOT_COORDINATOR, "only the coordinator closes the cooperation");
        }
        if (!state.head().openJobs.isEmpty()) {
            return refused(RefusalCode.JOBS_OPEN, state.head().openJobs.size() + " jobs are open");
        }
        state.emit(new Event.Closed());
        return CommandResult.OK;
    }

    private static @Nullable Refusal isOpen(Cooperation state, Tier tier, Resources pledge) {
        return switch (state.head().state) {
            case OPEN -> null;
            case CLOSED -> RefusalCode.COOPERATION_CLOSED.because("the cooperation is closed");
        };
    }

    private static @Nullable Refusal tierAdmitted(Cooperation state, Tier tier, Resources pledge) {
        return state.terms().tiers().contains(tier)
                ? null
                : RefusalCode.TIER_NOT_ADMITTED.because("the terms admit " + state.terms().tiers());
    }

    private static @Nullable Refusal pledgeSuitsTier(
            Cooperation state, Tier tier, Resources pledge) {
        return pledgeSuitsTier(tier, pledge);
    }

    private static @Nullable Refusal pledgeSuitsTier(Tier tier, Resources pledge) {
        return tier.pledges() || pledge.equals(Resources.NONE)
                ? null
                : RefusalCode.TIER_CANNOT.because("members of tier " + tier + " pledge nothing");
    }

    private static @Nullable Refusal rosterHasRoom(Cooperation state, Tier tier, Resources pledge) {
        return state.roster().present() < state.terms().rosterMax()
                ? null
                : RefusalCode.ROSTER_FULL.because(
                        "the terms allow " + state.terms().rosterMax() + " members");
    }

    private static CommandResult refused(RefusalCode code, String why) {
        return new CommandResult.Refused(code.because(why));
    }
}
