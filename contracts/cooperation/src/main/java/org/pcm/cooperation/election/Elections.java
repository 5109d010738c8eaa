package org.pcm.cooperation.election;

import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.assembly.Election;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.CooperationState;
import org.pcm.cooperation.round.Round;
import org.pcm.cooperation.round.RoundState;

/**
 * Decides who coordinates (P4). At most one election is held at a time; until it is decided the
 * coordinator stays in office, from then on nobody but the elected one is.
 */
public final class Elections {
    private Elections() {}

    static Reelection policy(Cooperation state) {
        Reelection policy = state.terms().governance().reelection();
        return policy == null ? Reelection.DEFAULT : policy;
    }

    private static boolean mayCall(Cooperation state) {
        return state.head().state == CooperationState.OPEN
                && state.head().round.state != RoundState.CALLED
                && !state.head().round.electing;
    }

    /** Calls an election. */
    public static void call(Cooperation state, ElectionCause cause) {
        long until = state.head().clock + policy(state).millis();
        state.emit(new Governed.ElectionCalled(state.assembly().nextElection, cause, until));
    }

    /** A coordinator who has served the rounds of its term stands for election. */
    public static void roundStarted(Cooperation state) {
        int rounds = policy(state).termRounds();
        if (rounds > 0 && state.head().round.termRounds > rounds && mayCall(state)) {
            call(state, rounds == 1 ? ElectionCause.eachRound : ElectionCause.termRounds);
        }
    }

    /** Calls what is due by the clock. */
    public static void callDue(Cooperation state) {
        long clock = state.head().clock;
        if (mayCall(state)) {
            if (isDue(termOver(state), clock)) {
                call(state, ElectionCause.termTime);
            } else if (isDue(inactiveFrom(state), clock)) {
                call(state, ElectionCause.inactivity);
            }
        }
    }

    /** Calls what is due by the clock, and counts ballots whose time is over. */
    public static void fire(Cooperation state) {
        long clock = state.head().clock;
        callDue(state);
        if (state.head().round.electing && isDue(state.head().round.assemblyDue, clock)) {
            Election election = Objects.requireNonNull(state.assembly().election);
            if (election.until <= clock) {
                Tally tally = new Tally(state, election);
                close(state, election, tally, tally.whyNot());
            }
        }
    }

    /** Decides as soon as no further ballot can change anything. */
    public static void settle(Cooperation state) {
        if (state.head().round.electing && state.head().state == CooperationState.OPEN) {
            Election election = Objects.requireNonNull(state.assembly().election);
            Tally tally = new Tally(state, election);
            if (tally.isSettled()) {
                close(state, election, tally, tally.whyNot());
            }
        }
    }

    private static void close(
            Cooperation state, Election election, Tally tally, @Nullable String whyNot) {
        Member winner = tally.winner();
        state.emit(
                whyNot == null && winner != null
                        ? new Governed.Elected(election.number, election.cause, winner.number)
                        : new Governed.ElectionFailed(
                                election.number,
                                election.cause,
                                whyNot == null ? "nobody was elected" : whyNot));
    }

    /** When the next election is called by the clock, 0 when by nothing. */
    public static long nextDue(Cooperation state) {
        if (!mayCall(state)) {
            return 0;
        }
        return LongStream.of(termOver(state), inactiveFrom(state))
                .filter(due -> due > 0)
                .min()
                .orElse(0);
    }

    private static boolean isDue(long due, long clock) {
        return due > 0 && due <= clock;
    }

    private static long termOver(Cooperation state) {
        long term = policy(state).termMillis();
        return term == 0 ? 0 : state.head().round.termSince + term;
    }

    private static long inactiveFrom(Cooperation state) {
        long patience = policy(state).inactivityMillis();
        long seen = state.roster().get(state.head().coordinator).seenAt;
        return patience == 0 ? 0 : Math.max(seen, state.head().round.termSince) + patience;
    }

    /** The coordinator resigns: it stays in office until another one is elected. */
    public static @Nullable Refusal resign(Cooperation state, Member member) {
        if (member.number != state.head().coordinator) {
            return notCoordinator("resigns");
        }
        Refusal refusal = noElectionYet(state);
        if (refusal == null) {
            call(state, ElectionCause.resignation);
        }
        return refusal;
    }

    /** Why no election can be called, null when one can. */
    public static @Nullable Refusal noElectionYet(Cooperation state) {
        if (state.head().round.state == RoundState.CALLED) {
            return RefusalCode.NO_ROUND.because("no round has begun");
        }
        return state.head().round.electing
                ? RefusalCode.ELECTION_UNDER_WAY.because("an election is under way")
                : null;
    }

    /** A ballot; the latest of a voter counts. */
    public static @Nullable Refusal vote(Cooperation state, Member voter, int candidate) {
        if (!state.head().round.electing) {
            return RefusalCode.NO_ELECTION.because("no election is under way");
        }
        Election election = Objects.requireNonNull(state.assembly().election);
        ElectionMethod method = policy(state).method();
        if (!voter.mayVote() || method.votes(voter) == 0) {
            return RefusalCode.NO_VOTE.because(
                    voter.name + " has no vote by the method " + method.name());
        }
        if (candidate >= state.roster().size()
                || !mayStand(state, election, state.roster().get(candidate))) {
            return RefusalCode.MAY_NOT_STAND.because("member " + candidate + " may not stand");
        }
        state.emit(new Governed.VoteCast(election.number, voter.number, candidate));
        return null;
    }

    static boolean mayStand(Cooperation state, Election election, Member candidate) {
        return candidate.mayVote()
                && policy(state).method().mayStand(candidate)
                && (candidate.number != state.head().coordinator
                        || election.cause.incumbentMayStand());
    }

    /** The coordinator puts a virtual operator, a member without resources, in its place (P4). */
    public static @Nullable Refusal appoint(Cooperation state, Member member, int operator) {
        Round round = state.head().round;
        if (member.number != state.head().coordinator) {
            return notCoordinator("appoints a proxy");
        }
        if (!policy(state).proxy()) {
            return RefusalCode.NOT_IN_TERMS.because("the terms know no proxy");
        }
        if (round.hasProxy()) {
            return RefusalCode.NO_PROXY.because("a proxy appoints no other");
        }
        if (operator >= state.roster().size()
                || state.roster().get(operator).tier != Tier.OPERATOR
                || !state.roster().get(operator).mayVote()
                || operator == member.number) {
            return RefusalCode.MAY_NOT_STAND.because(
                    "member " + operator + " is no other operator that could be proxy");
        }
        state.emit(new Governed.ProxyAppointed(member.number, operator));
        return null;
    }

    /** Who appointed the coordinator as its proxy takes the office back. */
    public static @Nullable Refusal recall(Cooperation state, Member member) {
        if (state.head().round.principal != member.number) {
            return RefusalCode.NO_PROXY.because("the coordinator is no proxy of " + member.name);
        }
        state.emit(new Governed.ProxyRecalled(member.number));
        return null;
    }

    private static Refusal notCoordinator(String does) {
        return RefusalCode.NOT_COORDINATOR.because("only the coordinator " + does);
    }
}
