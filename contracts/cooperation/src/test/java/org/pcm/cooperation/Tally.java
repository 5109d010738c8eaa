package org.pcm.cooperation;

import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps count over time of what the events tell: what each member's weight × pledge stood for,
 * moment by moment, and how much of all pledges was held.
 */
final class Tally {
    private final Map<Integer, Double> shares = new TreeMap<>();
    private final Map<Integer, Double> standings = new TreeMap<>();
    private long millis;
    private long held;
    private long pledged;
    private double fullest;

    /** {@code told} has been the state of things for so long. */
    void lasted(long time, Chronicle told) {
        long all = told.members.values().stream().mapToLong(Tally::standing).sum();
        if (time == 0 || all == 0) {
            return;
        }
        millis += time;
        told.members.forEach((number, member) -> {
            held += member.used.milliCpu() * time;
            pledged += member.pledge.milliCpu() * time;
            double standing = standing(member);
            standings.merge(number, standing * time, Double::sum);
            shares.merge(number, standing / all * time, Double::sum);
            if (member.pledge.milliCpu() > 0) {
                double full = (double) member.used.milliCpu() / member.pledge.milliCpu();
                fullest = Math.max(fullest, full);
            }
        });
    }

    private static long standing(Chronicle.MemberTold member) {
        return member.weight * member.pledge.milliCpu();
    }

    /** A member's part in the sum of all weight × pledge, averaged over time. */
    double share(int member) {
        return shares.getOrDefault(member, 0.0) / millis;
    }

    /** A member's weight × pledge averaged over time, as part of the sum of all such averages. */
    double shareOfAverages(int member) {
        double all = standings.values().stream().mapToDouble(standing -> standing).sum();
        return standings.getOrDefault(member, 0.0) / all;
    }

    /** How much of what was pledged was held, over the whole time. */
    double load() {
        return (double) held / pledged;
    }

    /** How full the fullest member has ever been. */
    double fullest() {
        return fullest;
    }
}
