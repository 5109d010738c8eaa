package org.pcm.cooperation.election;

import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.Tier;

/** How votes are counted and who may stand (P4, A1). Each method is one record. */
public sealed interface ElectionMethod {
    /** Its name on the wire. */
    String name();

    /** How many votes {@code voter} has; 0 when it has none. */
    long votes(Member voter);

    /** Whether {@code candidate} may be elected. */
    default boolean mayStand(Member candidate) {
        return candidate.tier != Tier.CONSUMER;
    }

    /** One member, one vote. */
    record OneMemberOneVote() implements ElectionMethod {
        @Override
        public String name() {
            return "member";
        }

        @Override
        public long votes(Member voter) {
            return 1;
        }
    }

    /** A member has as many votes as its weight has thousandths. */
    record ByWeight() implements ElectionMethod {
        @Override
        public String name() {
            return "weight";
        }

        @Override
        public long votes(Member voter) {
            return voter.weight.thousandths();
        }
    }

    /** A member has as many votes as it pledges thousandths of a core. */
    record ByPledge() implements ElectionMethod {
        @Override
        public String name() {
            return "pledge";
        }

        @Override
        public long votes(Member voter) {
            return voter.pledge.milliCpu();
        }
    }

    /** The members appoint a virtual operator as proxy: nobody else may stand. */
    record ForProxy() implements ElectionMethod {
        @Override
        public String name() {
            return "proxy";
        }

        @Override
        public long votes(Member voter) {
            return voter.tier == Tier.OPERATOR ? 0 : 1;
        }

        @Override
        public boolean mayStand(Member candidate) {
            return candidate.tier == Tier.OPERATOR;
        }
    }

    /** The method of this name. */
    static ElectionMethod named(String name) {
        return switch (name) {
            case "member" -> new OneMemberOneVote();
            case "weight" -> new ByWeight();
            case "pledge" -> new ByPledge();
            case "proxy" -> new ForProxy();
            default -> throw new JsonException("no election method \"" + name + "\"");
        };
    }
}
