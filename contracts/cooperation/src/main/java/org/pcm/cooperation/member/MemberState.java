package org.pcm.cooperation.member;

import static org.pcm.cooperation.Life.move;

import org.pcm.cooperation.Life;
import org.pcm.cooperation.event.Event;

/** Where a member stands. The order is the ledger's encoding: append only. */
public enum MemberState {
    /** May be offered tasks. */
    ACTIVE,
    /** Has not read on for a while: gets no offers, loses no weight. */
    AWAY,
    /** Gets no offers; leaves when its running tasks have ended. */
    LEAVING,
    /** Out of the roster; its place keeps the weight for its return (ruling 4). */
    LEFT,
    /** Waits to be admitted. */
    APPLICANT,
    /** May finish what runs, and leave; nothing else until it is readmitted. */
    SUSPENDED;

    public static final Life<MemberState> LIFE =
            Life.of(
                    move(ACTIVE, Event.Away.class, AWAY),
                    move(AWAY, Event.Back.class, ACTIVE),
                    move(ACTIVE, Event.Leaving.class, LEAVING),
                    move(AWAY, Event.Leaving.class, LEAVING),
                    move(LEAVING, Event.Left.class, LEFT),
                    move(LEFT, Event.Joined.class, ACTIVE),
                    move(LEFT, Event.Applied.class, APPLICANT),
                    move(APPLICANT, Event.Joined.class, ACTIVE),
                    move(APPLICANT, Event.TurnedAway.class, LEFT),
                    move(ACTIVE, Event.Suspended.class, SUSPENDED),
                    move(AWAY, Event.Suspended.class, SUSPENDED),
                    move(SUSPENDED, Event.Readmitted.class, ACTIVE));

    /** Whether somebody in this state is a member now. */
    public boolean present() {
        return this != LEFT && this != APPLICANT;
    }
}
