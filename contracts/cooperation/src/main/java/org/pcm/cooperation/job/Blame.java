package org.pcm.cooperation.job;

import java.math.BigInteger;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Weight;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.WeightTerms;

/** What an answer, or its absence, does to a weight (P9, A9, rulings 3 and 7). */
public final class Blame {
    private Blame() {}

    /**
     * Moves the weight of {@code member} for {@code work} milli-CPU-milliseconds, if the terms say
     * so.
     */
    public static void apply(Cooperation state, Member member, WeightCause cause, BigInteger work) {
        long delta = delta(state.terms().weights(), cause);
        if (delta > 0 && member.number == state.head().coordinator) {
            return;
        }
        change(state, member, cause, member.weight.plus(delta, work, state.terms().weights()));
    }

    /**
     * The weight of {@code member}, who was offered {@code work}, moves towards the start: by work
     * offered, not by time, so that sitting out launders nothing (ruling 4).
     */
    static void decay(Cooperation state, Member member, BigInteger work) {
        Weight after = member.weight.decayed(state.terms().weights().decay(), work);
        boolean gains = after.compareTo(member.weight) > 0;
        if (!gains || member.number != state.head().coordinator) {
            change(state, member, WeightCause.decay, after);
        }
    }

    private static void change(Cooperation state, Member member, WeightCause cause, Weight after) {
        Weight before = member.weight;
        if (!after.equals(before)) {
            state.emit(
                    new Event.WeightChanged(
                            member.number,
                            before.thousandths(),
                            after.thousandths(),
                            after.carry(),
                            cause));
        }
    }

    private static long delta(WeightTerms terms, WeightCause cause) {
        return switch (cause) {
            case accept -> terms.acceptGain();
            case success -> terms.successGain();
            case reject -> -terms.rejectLoss();
            case expire -> -terms.expireLoss();
            case failure -> -terms.failureLoss();
            case decay -> 0;
            case terms -> 0;
        };
    }

    /** Estimated work of {@code tasks}, which must lie on pages that have not folded. */
    public static BigInteger work(Cooperation state, Job job, TaskSet tasks) {
        long[] counts = new long[job.kinds.size()];
        tasks.stream()
                .mapToObj(number -> state.unfolded(job, number))
                .forEach(t -> counts[t.kind]++);
        BigInteger work = BigInteger.ZERO;
        for (int kind = 0; kind < counts.length; kind++) {
            BigInteger one = BigInteger.valueOf(job.kinds.get(kind).work());
            work = work.add(one.multiply(BigInteger.valueOf(counts[kind])));
        }
        return work;
    }
}
