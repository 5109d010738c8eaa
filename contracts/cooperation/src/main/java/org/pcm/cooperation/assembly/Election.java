package org.pcm.cooperation.assembly;

import java.util.TreeMap;
import org.pcm.cooperation.election.ElectionCause;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/** Ballots under way (P4). Changed by the fold alone. */
public final class Election {
    public final long number;
    public final ElectionCause cause;

    /** When the ballots are counted at the latest. */
    public final long until;

    /** Whom each voter wants, both by their numbers; the latest word counts. */
    public final TreeMap<Integer, Integer> ballots = new TreeMap<>();

    public Election(long number, ElectionCause cause, long until) {
        this.number = number;
        this.cause = cause;
        this.until = until;
    }

    void write(PageWriter to) {
        to.number(number).constant(cause).number(until).number(ballots.size());
        ballots.forEach((voter, candidate) -> to.number(voter).number(candidate));
    }

    static Election read(PageReader from) {
        Election election =
                new Election(from.number(), from.constant(ElectionCause.class), from.number());
        int ballots = from.count();
        for (int i = 0; i < ballots; i++) {
            election.ballots.put(from.count(), from.count());
        }
        return election;
    }
}
