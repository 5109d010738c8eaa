package org.pcm.cooperation.job;

import java.util.Map;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Weight;

/** How much a member may hold by grabbing (ruling 6). */
final class Claims {
    private Claims() {}

    /**
     * Whether {@code member} may take one more task of {@code kind}, besides those {@code taken}
     * already (by kind): what it holds fits its pledge, and its CPU is at most pledge × weight, or
     * it holds nothing else, so that the lightest can recover.
     */
    static boolean allow(Member member, Job job, Map<Integer, Integer> taken, int kind) {
        Resources held = member.used;
        for (Map.Entry<Integer, Integer> some : taken.entrySet()) {
            held = held.plus(job.kinds.get(some.getKey()).needs().times(some.getValue()));
        }
        Resources then = held.plus(job.kinds.get(kind).needs());
        return then.fits(member.pledge)
                && (held.equals(Resources.NONE) || then.milliCpu() <= most(member));
    }

    private static long most(Member member) {
        long weight = Math.min(member.weight.thousandths(), Weight.START.thousandths());
        return member.pledge.milliCpu() / 1_000 * weight
                + member.pledge.milliCpu() % 1_000 * weight / 1_000;
    }
}
