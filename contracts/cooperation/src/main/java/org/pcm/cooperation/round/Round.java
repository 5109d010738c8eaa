package org.pcm.cooperation.round;

import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/**
 * The part of the head that tells of the round: all that a batch needs to know of it, so that the
 * page of the assembly is read only when somebody decides something. Changed by the fold alone.
 */
public final class Round {
    /** No member. */
    private static final int NOBODY = -1;

    /** Counted from 1. */
    public long number = 1;

    public RoundState state = RoundState.RUNNING;

    /** When it began, or was called, by the lane's clock. */
    public long since;

    /** Jobs that came in it. */
    public long jobs;

    /** Tasks that ended in it. */
    public long tasks;

    /** Whether the members voted for its end. */
    public boolean voted;

    /** Whether the coordinator said that it ends. */
    public boolean told;

    /** Rounds that began in the coordinator's term. */
    public int termRounds;

    /** When the coordinator's term began, or was last prolonged by an election that failed. */
    public long termSince;

    /** Who appointed the coordinator as its proxy, −1 when nobody did. */
    public int principal = NOBODY;

    /** Whether ballots are being taken. */
    public boolean electing;

    /** Earliest deadline of the assembly's business, 0 when there is none. */
    public long assemblyDue;

    /** Whether tasks are offered. */
    public boolean works() {
        return state == RoundState.RUNNING;
    }

    /** Whether the coordinator is the proxy of another member. */
    public boolean hasProxy() {
        return principal != NOBODY;
    }

    void noProxy() {
        principal = NOBODY;
    }

    void write(PageWriter to) {
        to.number(number).constant(state).number(since).number(jobs).number(tasks);
        to.flag(voted).flag(told).number(termRounds).number(termSince);
        to.number(principal + 1L).flag(electing).number(assemblyDue);
    }

    static Round read(PageReader from) {
        Round round = new Round();
        round.number = from.number();
        round.state = from.constant(RoundState.class);
        round.since = from.number();
        round.jobs = from.number();
        round.tasks = from.number();
        round.voted = from.flag();
        round.told = from.flag();
        round.termRounds = from.count();
        round.termSince = from.number();
        round.principal = from.count() - 1;
        round.electing = from.flag();
        round.assemblyDue = from.number();
        return round;
    }
}
