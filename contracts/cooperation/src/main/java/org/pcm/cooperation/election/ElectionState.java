package org.pcm.cooperation.election;

import static org.pcm.cooperation.Life.move;

import org.pcm.cooperation.Life;
import org.pcm.cooperation.event.Governed;

/** Where an election stands (P4). */
public enum ElectionState {
    /** Ballots are taken. */
    OPEN,
    /** Somebody coordinates by it. */
    DECIDED,
    /** It changed nothing. */
    FAILED;

    public static final Life<ElectionState> LIFE =
            Life.of(
                    move(OPEN, Governed.Elected.class, DECIDED),
                    move(OPEN, Governed.ElectionFailed.class, FAILED));
}
