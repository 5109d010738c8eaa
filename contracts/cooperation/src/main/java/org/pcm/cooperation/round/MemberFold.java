package org.pcm.cooperation.round;

import java.util.List;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.KeyState;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Weight;

/** What events do to the roster. */
final class MemberFold {
    private final Cooperation state;

    MemberFold(Cooperation state) {
        this.state = state;
    }

    private Member member(Event.OfMember event) {
        Member member = state.roster().get(event.member());
        state.roster().touch(member);
        return member;
    }

    boolean isApplicant(Event.Joined e) {
        return e.member() < state.roster().size()
                && state.roster().get(e.member()).state == MemberState.APPLICANT;
    }

    void applied(Event.Applied e) {
        if (e.member() < state.roster().size()) {
            move(e);
        } else {
            Member member = new Member(e.member(), e.name(), e.tier());
            member.state = MemberState.APPLICANT;
            state.roster().add(member);
            state.head().members = state.roster().size();
        }
        member(e).pledge = e.pledge();
    }

    void keysReplaced(Member member, List<KeyState> keys) {
        List<KeyState> before = List.copyOf(member.keys);
        before.forEach(key -> state.roster().dropKey(key.kid()));
        member.keys.clear();
        for (KeyState key : keys) {
            member.keys.add(
                    before.stream()
                            .filter(old -> old.kid().equals(key.kid()))
                            .findFirst()
                            .orElse(key));
        }
        state.roster().touch(member);
        state.roster().indexKeys(member);
    }

    void touched(Event.OfMember e) {
        state.roster().touch(member(e));
    }

    void joined(Event.Joined e) {
        if (e.member() < state.roster().size()) {
            move(e);
        } else {
            state.roster().add(new Member(e.member(), e.name(), e.tier()));
            state.head().members = state.roster().size();
        }
        Member member = member(e);
        member.pledge = e.pledge();
        member.seenAt = state.head().clock;
        catchUp(member);
    }

    /** Time in which a member could not be served earns it nothing. */
    private void catchUp(Member member) {
        member.served = Math.max(member.served, state.head().served);
    }

    void keysCopied(Member member, List<KeyState> keys) {
        member.keys.addAll(keys);
        state.roster().touch(member);
        state.roster().indexKeys(member);
    }

    void pledgeChanged(Event.PledgeChanged e) {
        member(e).pledge = e.pledge();
    }

    void weightChanged(Event.WeightChanged e) {
        member(e).weight = new Weight(e.to(), e.carry());
    }

    void back(Event.OfMember e) {
        move(e);
        catchUp(member(e));
    }

    void left(Event.OfMember e) {
        move(e);
        member(e).pledge = Resources.NONE;
    }

    void move(Event.OfMember e) {
        Member member = member(e);
        member.state = MemberState.LIFE.next(member.state, e);
    }

    void heard(Member member, KeyState key, String id, long seen) {
        key.use(id);
        long version = state.head().version;
        long read = Math.min(seen, version);
        if (read > member.seen || read == version) {
            member.seenAt = state.head().clock;
        }
        member.seen = Math.max(member.seen, read);
        state.roster().touch(member);
    }
}
