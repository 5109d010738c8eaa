package org.pcm.participant.control;

import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Governed;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.participant.information.Notice;

/**
 * Why to look at what waits to be grabbed. A refused grab is no news, and so never leads to the
 * same grab again.
 */
public final class Causes {

    /** How much of a reason there is; later ones outweigh earlier ones. */
    enum Cause {
        /** Nothing happened. */
        NONE,
        /** There may be room, or other tasks than those tried so far. */
        STIR,
        /** What was refused before may be granted now. */
        NEWS
    }

    private final int member;
    private Cause cause = Cause.NEWS;
    private boolean inAnyMode = true;
    private DispatchMode mode;

    /**
     * A start is a cause.
     *
     * @param member this participant's number in the roster
     * @param mode how tasks find who runs them, as far as is known
     */
    public Causes(int member, DispatchMode mode) {
        this.member = member;
        this.mode = mode;
    }

    /** There may be room again. */
    public void stir() {
        again(Cause.STIR);
    }

    synchronized void again(Cause other) {
        cause = cause.compareTo(other) < 0 ? other : cause;
    }

    synchronized void mode(DispatchMode now) {
        mode = now;
    }

    /**
     * The cause there is; none is left then. Where nothing can be grabbed, starts and heartbeats
     * are causes.
     */
    synchronized Cause take() {
        Cause taken = mode == DispatchMode.PUSH && !inAnyMode ? Cause.NONE : cause;
        cause = Cause.NONE;
        inAnyMode = false;
        return taken;
    }

    synchronized void told(Notice notice) {
        switch (notice) {
            case Notice.Answered answered -> answered(answered.outcome());
            case Notice.Happened happened -> happened(happened.event());
        }
    }

    /** An empty submission is a heartbeat. */
    private void answered(Outcome outcome) {
        boolean heartbeat =
                outcome instanceof Outcome.Applied applied && applied.results().isEmpty();
        inAnyMode |= heartbeat;
        again(heartbeat ? Cause.NEWS : Cause.STIR);
    }

    private void happened(Event event) {
        if (event instanceof Governed.RoundStarted started) {
            mode = started.terms().dispatch().mode();
        }
        if (event instanceof Governed || isMine(event) || announces(event)) {
            again(Cause.NEWS);
        }
    }

    private boolean isMine(Event event) {
        return event instanceof Event.OfMember of && of.member() == member;
    }

    private static boolean announces(Event event) {
        return event instanceof Event.OfJob of && of.letsTasksWait();
    }
}
