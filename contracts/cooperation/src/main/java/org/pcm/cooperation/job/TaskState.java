package org.pcm.cooperation.job;

import static org.pcm.cooperation.Life.move;

import org.pcm.cooperation.Life;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;

/** Where a task stands. The order is the ledger's encoding: append only. */
public enum TaskState {
    /** Waits to be offered. */
    PENDING,
    /** Offered to a member who has not answered; holds the member's resources. */
    OFFERED,
    RUNNING,
    /** Running, and told to stop. */
    CANCELLING,
    DONE,
    FAILED,
    CANCELLED,
    /** Accepted, and waits for the rest of its gang. */
    READY;

    public static final Life<TaskState> LIFE =
            Life.of(
                    move(PENDING, Event.Offered.class, OFFERED),
                    move(PENDING, Event.Exhausted.class, FAILED),
                    move(PENDING, Event.Cancelled.class, CANCELLED),
                    move(OFFERED, Event.Accepted.class, RUNNING),
                    move(OFFERED, Event.Rejected.class, PENDING),
                    move(OFFERED, Event.OfferExpired.class, PENDING),
                    move(OFFERED, Event.Returned.class, PENDING),
                    move(OFFERED, Event.Cancelled.class, CANCELLED),
                    move(RUNNING, Event.Completed.class, DONE),
                    move(RUNNING, Event.Failed.class, PENDING),
                    move(RUNNING, Event.Overdue.class, PENDING),
                    move(RUNNING, Event.HandedBack.class, PENDING),
                    move(RUNNING, Event.Cancelling.class, CANCELLING),
                    move(CANCELLING, Event.Completed.class, DONE),
                    move(CANCELLING, Event.Cancelled.class, CANCELLED),
                    move(PENDING, Planned.Grabbed.class, RUNNING),
                    move(OFFERED, Planned.RejectedForGood.class, PENDING),
                    move(OFFERED, Planned.Readied.class, READY),
                    move(OFFERED, Planned.Disbanded.class, PENDING),
                    move(READY, Planned.Disbanded.class, PENDING),
                    move(READY, Planned.Started.class, RUNNING),
                    move(READY, Event.Cancelled.class, CANCELLED));

    /** Whether a member holds the task, and its resources with it. */
    public boolean held() {
        return this == OFFERED || this == READY || this == RUNNING || this == CANCELLING;
    }

    public boolean ended() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
