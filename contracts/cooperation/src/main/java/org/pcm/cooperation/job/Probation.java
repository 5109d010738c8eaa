package org.pcm.cooperation.job;

import java.math.BigInteger;
import java.util.List;
import org.pcm.cooperation.member.Member;

/**
 * How much members stand for when work is shared: weight × pledge, of newcomers only a part, so
 * that all of them together get no more than the share that the terms grant while others have room
 * (ruling 4). So whoever has spoilt its name gains nothing by coming under many new ones.
 *
 * @param part what a newcomer's standing is multiplied with, in 2^20ths
 */
record Probation(long part) {
    private static final int BITS = 20;

    /** Not less, so that virtual time stays within bounds. */
    private static final long LEAST = 1L << (BITS - 6);

    private static final Probation NONE = new Probation(1L << BITS);

    /** What holds among {@code members}, if newcomers get at most {@code share} thousandths. */
    static Probation among(List<Member> members, int share) {
        if (share >= 1_000 || members.stream().noneMatch(Probation::isNew)) {
            return NONE;
        }
        BigInteger newcomers = BigInteger.ZERO;
        BigInteger others = BigInteger.ZERO;
        for (Member member : members) {
            BigInteger full = BigInteger.valueOf(full(member));
            newcomers = isNew(member) ? newcomers.add(full) : newcomers;
            others = isNew(member) ? others : others.add(full);
        }
        if (others.signum() == 0) {
            return NONE;
        }
        long part =
                others.multiply(BigInteger.valueOf(share))
                        .shiftLeft(BITS)
                        .divide(newcomers.multiply(BigInteger.valueOf(1_000L - share)))
                        .min(BigInteger.ONE.shiftLeft(BITS))
                        .longValueExact();
        return new Probation(Math.max(LEAST, part));
    }

    private static boolean isNew(Member member) {
        return member.extra.probation() > 0;
    }

    private static long full(Member member) {
        return member.weight.thousandths() * member.pledge.milliCpu();
    }

    /** Weight × pledge of {@code member}, or its part of it; at least 1. */
    long standing(Member member) {
        long full = full(member);
        if (!isNew(member)) {
            return full;
        }
        long high = (full >>> BITS) * part;
        long low = ((full & ((1L << BITS) - 1)) * part) >>> BITS;
        return Math.max(1, high + low);
    }
}
