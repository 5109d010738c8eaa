package org.pcm.cooperation.round;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.assembly.Proposal;
import org.pcm.cooperation.election.Elections;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Weight;
import org.pcm.cooperation.member.WeightCause;

/**
 * Decides when rounds begin and end (P2, A1, A12): a call becomes the first round; a round whose
 * end condition holds gives way to the next one within the same batch.
 */
public final class Rounds {
    private Rounds() {}

    /** What follows the opening: a call, or the first round at once. */
    public static void opened(Cooperation state) {
        Call call = state.terms().governance().call();
        if (call == null) {
            start(state, state.terms());
            return;
        }
        state.emit(new Governed.CallOpened(state.head().clock + call.replyMillis()));
        state.emit(new Governed.Proposed(1, state.head().coordinator, state.terms()));
        state.emit(new Governed.Agreed(1, state.head().coordinator));
    }

    /** Ends a call whose time is over. */
    public static void fire(Cooperation state) {
        if (isCalled(state) && state.head().clock >= callUntil(state)) {
            Refusal refusal = startCalled(state);
            if (refusal != null) {
                state.emit(new Governed.CallFailed(refusal.why()));
                state.emit(new Event.Closed());
            }
        }
    }

    private static boolean isCalled(Cooperation state) {
        return state.head().round.state == RoundState.CALLED
                && state.head().state == CooperationState.OPEN;
    }

    private static long callUntil(Cooperation state) {
        return state.head().round.since + call(state).replyMillis();
    }

    private static Call call(Cooperation state) {
        return Objects.requireNonNull(state.terms().governance().call());
    }

    /**
     * The first round starts with those who agree to the standing terms (P2); else why it cannot.
     * Who coordinates, a proxy too, must be one of them, for no round is without a coordinator
     * (A1).
     */
    public static @Nullable Refusal startCalled(Cooperation state) {
        Proposal standing = Objects.requireNonNull(state.assembly().standing());
        List<String> lacks = standing.terms.governance().lacks();
        if (!lacks.isEmpty()) {
            return RefusalCode.TERMS_INCOMPLETE.because("the terms lack " + lacks);
        }
        if (!standing.agreed.contains(state.head().coordinator)) {
            return RefusalCode.NOT_AGREED.because(
                    "the coordinator does not agree to the terms that stand");
        }
        List<Member> voters = state.roster().voters();
        long agreed = voters.stream().filter(m -> standing.agreed.contains(m.number)).count();
        if (agreed < call(state).membersMin()) {
            return RefusalCode.TOO_FEW_MEMBERS.because(
                    agreed + " agree, the call needs " + call(state).membersMin());
        }
        for (Member member : voters) {
            if (!standing.agreed.contains(member.number)) {
                state.emit(new Event.Leaving(member.number));
                state.emit(new Event.Left(member.number));
            }
        }
        start(state, standing.terms);
        return null;
    }

    /** Ends the round when its end has come, and begins the next one if there is one. */
    public static void settle(Cooperation state) {
        Round round = state.head().round;
        if (state.head().state == CooperationState.CLOSED || round.state == RoundState.CALLED) {
            return;
        }
        if (round.state == RoundState.RUNNING) {
            whyItEnds(state).ifPresent(why -> end(state, why));
        }
        if (round.state == RoundState.DRAINING
                && state.roster().all().stream().noneMatch(Member::holdsTasks)) {
            state.emit(new Governed.RoundEnded(round.number, "drained"));
        }
        if (round.state == RoundState.ENDED) {
            next(state);
        }
    }

    /** Under the first rules a round has no end but the next one. */
    private static Optional<String> whyItEnds(Cooperation state) {
        EndPolicy end = state.terms().governance().end();
        if (end != null) {
            return end.why(state);
        }
        boolean adopted = state.assemblyIfRead() != null && state.assembly().standing() != null;
        return adopted ? Optional.of("adopted") : Optional.empty();
    }

    private static void end(Cooperation state, String why) {
        long number = state.head().round.number;
        switch (state.terms().governance().ending()) {
            case DRAIN -> state.emit(new Governed.RoundEnding(number, why));
            case CARRY -> state.emit(new Governed.RoundEnded(number, why));
        }
    }

    private static void next(Cooperation state) {
        Proposal standing = state.assembly().standing();
        Terms terms = standing == null ? state.terms() : standing.terms;
        boolean agreed =
                standing != null
                        || state.terms().governance().unagreed() == Governance.Unagreed.RENEW;
        List<Member> decliners = decliners(state, standing);
        EndPolicy end = terms.governance().end();
        if (agreed && end != null && !end.endsAtOnce(state.roster().present() - decliners.size())) {
            leave(state, decliners);
            start(state, terms);
        }
    }

    /** Their offers go back, as far as one batch can; beyond that they answer them, or not. */
    private static void leave(Cooperation state, List<Member> decliners) {
        int pages = 0;
        for (Member member : decliners) {
            state.emit(new Event.Leaving(member.number));
            pages += member.offers.size();
            if (pages <= Timers.MAX_PAGES) {
                HandBack.allOffers(state, member);
            }
        }
    }

    /** Who takes no part under the next terms; the coordinator stays until there is another. */
    private static List<Member> decliners(Cooperation state, @Nullable Proposal standing) {
        return standing == null
                ? List.of()
                : state.roster().voters().stream()
                        .filter(member -> standing.declined.contains(member.number))
                        .filter(member -> member.number != state.head().coordinator)
                        .toList();
    }

    private static void start(Cooperation state, Terms terms) {
        Head head = state.head();
        TaskSet.Builder roster = new TaskSet.Builder();
        for (Member member : state.roster().all()) {
            if (member.state.present() && member.state != MemberState.LEAVING) {
                roster.add(member.number);
            }
        }
        long number = head.round.number + (head.round.state == RoundState.CALLED ? 0 : 1);
        state.emit(new Governed.RoundStarted(number, head.coordinator, terms, roster.build()));
        state.roster().all().forEach(member -> bound(state, member));
        Elections.roundStarted(state);
    }

    /** Brings a weight within the bounds of the round's terms (ruling 3). */
    private static void bound(Cooperation state, Member member) {
        Weight now = member.weight;
        Weight within = now.plus(0, BigInteger.ZERO, state.terms().weights());
        if (!within.equals(now)) {
            state.emit(
                    new Event.WeightChanged(
                            member.number,
                            now.thousandths(),
                            within.thousandths(),
                            within.carry(),
                            WeightCause.terms));
        }
    }

    /** When the clock next changes anything about rounds, elections or applications, 0: never. */
    public static long nextDue(Cooperation state) {
        Head head = state.head();
        if (head.state == CooperationState.CLOSED || !state.terms().whole()) {
            return 0;
        }
        if (isCalled(state)) {
            return callUntil(state);
        }
        EndPolicy end = state.terms().governance().end();
        long ends = head.round.works() && end != null ? end.nextDue(state) : 0;
        return LongStream.of(ends, Elections.nextDue(state), head.round.assemblyDue)
                .filter(due -> due > 0)
                .min()
                .orElse(0);
    }
}
