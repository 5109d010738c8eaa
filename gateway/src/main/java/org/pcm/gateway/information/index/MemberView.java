package org.pcm.gateway.information.index;

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
    private Resources used = Resources.NONE;

    MemberView(int number, String name, Tier tier, Resources pledge, long weight) {
        this.number = number;
        this.name = name;
        this.tier = tier;
        this.pledge = pledge;
        this.weight = weight;
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
