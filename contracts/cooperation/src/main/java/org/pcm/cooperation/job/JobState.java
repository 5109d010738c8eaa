package org.pcm.cooperation.job;

import static org.pcm.cooperation.Life.move;

import org.pcm.cooperation.Life;
import org.pcm.cooperation.event.Event;

/** Where a job stands. The order is the ledger's encoding: append only. */
public enum JobState {
    OPEN,
    DONE,
    FAILED,
    CANCELLED;

    public static final Life<JobState> LIFE =
            Life.of(
                    move(OPEN, Event.JobClosed.class, DONE),
                    move(OPEN, Event.JobClosed.class, FAILED),
                    move(OPEN, Event.JobClosed.class, CANCELLED));
}
