package org.pcm.cooperation.member;

import java.math.BigInteger;
import org.pcm.cooperation.round.WeightTerms;

/**
 * A member's weight, exact: {@code thousandths} and the remainder {@code carry}, in {@value
 * #UNIT}ths of a thousandth. Because nothing is rounded away, splitting one answer into many gains
 * nothing (ruling 3).
 */
public record Weight(long thousandths, long carry) implements Comparable<Weight> {
    /** Milli-CPU times milliseconds in one CPU-minute: deltas are stated for that much work. */
    public static final long UNIT = 60_000_000;

    public static final Weight START = new Weight(WeightTerms.START, 0);

    /**
     * This weight after {@code delta} thousandths a CPU-minute for {@code work}
     * milli-CPU-milliseconds, within the bounds.
     */
    public Weight plus(long delta, BigInteger work, WeightTerms bounds) {
        BigInteger unit = BigInteger.valueOf(UNIT);
        BigInteger exact =
                BigInteger.valueOf(thousandths)
                        .multiply(unit)
                        .add(BigInteger.valueOf(carry))
                        .add(work.multiply(BigInteger.valueOf(delta)));
        if (exact.compareTo(BigInteger.valueOf(bounds.max()).multiply(unit)) >= 0) {
            return new Weight(bounds.max(), 0);
        }
        if (exact.compareTo(BigInteger.valueOf(bounds.min()).multiply(unit)) <= 0) {
            return new Weight(bounds.min(), 0);
        }
        BigInteger[] parts = exact.divideAndRemainder(unit);
        return new Weight(parts[0].longValueExact(), parts[1].longValueExact());
    }

    /**
     * This weight after {@code work} milli-CPU-milliseconds were offered: it loses {@code permille}
     * thousandths a CPU-minute of its distance from the start (ruling 4).
     */
    public Weight decayed(long permille, BigInteger work) {
        BigInteger unit = BigInteger.valueOf(UNIT);
        BigInteger start = BigInteger.valueOf(WeightTerms.START).multiply(unit);
        BigInteger exact =
                BigInteger.valueOf(thousandths).multiply(unit).add(BigInteger.valueOf(carry));
        BigInteger whole = unit.multiply(BigInteger.valueOf(1_000));
        BigInteger part = work.multiply(BigInteger.valueOf(permille)).min(whole);
        BigInteger moved = exact.subtract(start).multiply(part).divide(whole);
        BigInteger[] parts = exact.subtract(moved).divideAndRemainder(unit);
        return new Weight(parts[0].longValueExact(), parts[1].longValueExact());
    }

    @Override
    public int compareTo(Weight other) {
        int byThousandths = Long.compare(thousandths, other.thousandths);
        return byThousandths != 0 ? byThousandths : Long.compare(carry, other.carry);
    }
}
