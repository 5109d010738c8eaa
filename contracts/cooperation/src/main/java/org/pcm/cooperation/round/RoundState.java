package org.pcm.cooperation.round;

import static org.pcm.cooperation.Life.move;

import org.pcm.cooperation.Life;
import org.pcm.cooperation.event.Governed;

/** Where the present round stands (P2, A12). The order is the ledger's encoding: append only. */
public enum RoundState {
    /** Participants are called: nothing is worked on yet. */
    CALLED,
    RUNNING,
    /** Its end has come; what is held is worked off, nothing more is offered. */
    DRAINING,
    /** It has ended, and no next one has begun: nothing is offered. */
    ENDED;

    public static final Life<RoundState> LIFE =
            Life.of(
                    move(CALLED, Governed.RoundStarted.class, RUNNING),
                    move(CALLED, Governed.CallFailed.class, ENDED),
                    move(RUNNING, Governed.RoundEnding.class, DRAINING),
                    move(RUNNING, Governed.RoundEnded.class, ENDED),
                    move(DRAINING, Governed.RoundEnded.class, ENDED),
                    move(ENDED, Governed.RoundStarted.class, RUNNING));
}
