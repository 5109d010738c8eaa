package org.pcm.cooperation.member;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.pcm.cooperation.job.PagePlace;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/** One line of the roster (P7). Changed by the fold alone. */
public final class Member {
    /**
     * Most places with unanswered offers: beyond it a member gets no more until it has answered.
     */
    public static final int MAX_PLACES = 256;

    public final int number;
    public final String name;
    public final Tier tier;
    public final List<KeyState> keys = new ArrayList<>();

    /** How many unanswered offers it has, and where. */
    public final TreeMap<PagePlace, Integer> offers = new TreeMap<>();

    public MemberState state = MemberState.ACTIVE;
    public Resources pledge = Resources.NONE;

    /** Held by offered and running tasks. */
    public Resources used = Resources.NONE;

    /** Tasks that run. */
    public int running;

    public Weight weight = Weight.START;

    /** Virtual time of weighted fair sharing: work served, divided by weight and pledge. */
    public long served;

    /** The lane's version up to which it has read, and when that last moved. */
    public long seen;

    public long seenAt;

    /** What only later rules know of. */
    public Extra extra = Extra.NONE;

    public Member(int number, String name, Tier tier) {
        this.number = number;
        this.name = name;
        this.tier = tier;
    }

    /** Its key with this id. */
    public KeyState key(String kid) {
        return KeyState.withId(kid, keys);
    }

    /** Whether it has a voice in what is decided together. */
    public boolean mayVote() {
        return state == MemberState.ACTIVE || state == MemberState.AWAY;
    }

    public boolean holdsTasks() {
        return running > 0 || !offers.isEmpty();
    }

    /** What may still be given to it. */
    public Resources free() {
        return pledge.minus(used);
    }

    void write(PageWriter to) {
        to.text(name).constant(tier).number(keys.size());
        keys.forEach(key -> key.write(to));
        to.constant(state);
        write(pledge, to);
        write(used, to);
        to.number(running)
                .number(weight.thousandths())
                .number(weight.carry())
                .number(served)
                .number(seen)
                .number(seenAt);
        to.number(offers.size());
        offers.forEach((place, count) -> to.number(place.job()).number(place.page()).number(count));
    }

    private static void write(Resources resources, PageWriter to) {
        to.number(resources.milliCpu()).number(resources.memoryMib()).number(resources.gpus());
    }

    static Member read(int number, PageReader from) {
        Member member = new Member(number, from.text(), from.constant(Tier.class));
        int keys = from.count();
        for (int i = 0; i < keys; i++) {
            member.keys.add(KeyState.read(from));
        }
        member.state = from.constant(MemberState.class);
        member.pledge = readResources(from);
        member.used = readResources(from);
        member.running = from.count();
        member.weight = new Weight(from.number(), from.number());
        member.served = from.number();
        member.seen = from.number();
        member.seenAt = from.number();
        int places = from.count();
        for (int i = 0; i < places; i++) {
            member.offers.put(new PagePlace(from.number(), from.count()), from.count());
        }
        return member;
    }

    private static Resources readResources(PageReader from) {
        return new Resources(from.number(), from.number(), from.number());
    }
}
