package org.pcm.gateway.information.index;

import java.util.List;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;

/** One member of a cooperation as the events tell it. */
final class MemberView {
    final int number;
    final String name;
    final Tier tier;
    MemberState state = MemberState.ACTIVE;
    Resources pledge;
    long weight;
    long seen;

    /** What it says it has. */
    List<String> labels = List.of();

    /** Work it must still do before it counts in full, milli-CPU times milliseconds. */
    long probation;

    /** Until when its pledge cannot rise, 0 when it never refused for want of capacity. */
    long coolUntil;

    private Resources used = Resources.NONE;

    MemberView(int number, String name, Tier tier, Resources pledge, long weight) {
        this.number = number;
        this.name = name;
        this.tier = tier;
        this.pledge = pledge;
        this.weight = weight;
    }

    /** Somebody entered again: what the ledger keeps of it meanwhile, its view keeps. */
    void keep(MemberView before) {
        labels = before.labels;
        probation = before.probation;
        coolUntil = before.coolUntil;
    }

    void worked(long work) {
        probation = Math.max(0, probation - work);
    }

    void hold(Resources needs) {
        used = used.plus(needs);
    }

    void release(Resources needs) {
        used = used.minus(needs);
    }

    Resources used() {
        return used;
    }
}
