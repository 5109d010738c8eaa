package org.pcm.cooperation;

import java.math.BigInteger;
import java.util.List;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.Weight;

/** A member as the {@link SecondModel} sees it. */
final class ModelMember {
    boolean active;
    Tier tier = Tier.CONSUMER;
    List<String> labels = List.of();
    Resources pledge = Resources.NONE;
    Resources used = Resources.NONE;

    /** In {@link Weight#UNIT}ths of a thousandth. */
    BigInteger weight = BigInteger.valueOf(1_000 * Weight.UNIT);

    /** Virtual time of the work it was offered. */
    BigInteger served = BigInteger.ZERO;

    BigInteger probation = BigInteger.ZERO;

    /** Weight, whole thousandths, times pledged CPU. */
    BigInteger standing() {
        return weight.divide(BigInteger.valueOf(Weight.UNIT))
                .multiply(BigInteger.valueOf(pledge.milliCpu()));
    }

    boolean mayRun(Kind kind) {
        return (kind.place().tiers().isEmpty() || kind.place().tiers().contains(tier))
                && labels.containsAll(kind.place().labels());
    }

    boolean hasRoomFor(Kind kind) {
        return active && mayRun(kind) && used.fits(pledge) && kind.needs().fits(pledge.minus(used));
    }

    boolean couldRun(Kind kind) {
        return mayRun(kind) && kind.needs().fits(pledge);
    }
}
