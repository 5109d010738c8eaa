package org.pcm.cooperation.round;

import static org.pcm.cooperation.Life.move;

import org.pcm.cooperation.Life;
import org.pcm.cooperation.event.Event;

/** Where a cooperation stands. The order is the ledger's encoding: append only. */
public enum CooperationState {
    OPEN,
    CLOSED;

    public static final Life<CooperationState> LIFE =
            Life.of(move(OPEN, Event.Closed.class, CLOSED));
}
