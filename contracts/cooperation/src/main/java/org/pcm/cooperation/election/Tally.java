package org.pcm.cooperation.election;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.assembly.Election;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.round.Cooperation;

/** The count of an election's ballots as they stand: of voters and candidates who still may. */
final class Tally {
    private static final Comparator<Map.Entry<Member, Long>> BY_SENIORITY =
            Comparator.comparingInt((Map.Entry<Member, Long> e) -> e.getKey().number).reversed();

    /** Most votes; then the higher weight; then who has been a member for longer. */
    private static final Comparator<Map.Entry<Member, Long>> ORDER =
            Comparator.comparingLong((Map.Entry<Member, Long> e) -> e.getValue())
                    .thenComparing(e -> e.getKey().weight)
                    .thenComparing(BY_SENIORITY);

    private final TreeMap<Member, Long> votes =
            new TreeMap<>(Comparator.comparingInt((Member member) -> member.number));
    private final int quorumPermille;
    private long cast;
    private long all;

    Tally(Cooperation state, Election election) {
        Reelection policy = Elections.policy(state);
        quorumPermille = policy.quorumPermille();
        for (Member voter : state.roster().voters()) {
            long count = policy.method().votes(voter);
            all += count;
            Integer choice = election.ballots.get(voter.number);
            if (choice != null) {
                cast += count;
                Member candidate = state.roster().get(choice);
                if (Elections.mayStand(state, election, candidate)) {
                    votes.merge(candidate, count, Long::sum);
                }
            }
        }
    }

    /** Whether all have voted, or one has more than half of all votes there are. */
    boolean isSettled() {
        Member first = winner();
        boolean majority = first != null && votes.getOrDefault(first, 0L) * 2 > all;
        return whyNot() == null && (cast == all || majority);
    }

    /** Why the ballots decide nothing, null when they decide. */
    @Nullable String whyNot() {
        return cast == 0 || cast * 1_000 < all * quorumPermille
                ? cast + " of " + all + " votes were cast, the quorum is " + quorumPermille + "‰"
                : null;
    }

    /** Who leads, null when nobody who may stand has a vote. */
    @Nullable Member winner() {
        return votes.entrySet().stream().max(ORDER).map(Map.Entry::getKey).orElse(null);
    }
}
