package org.pcm.participant.information;

import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.submission.Outcome;

/** One item of a lane's stream: something lies on the ledger at {@link #cursor}. */
public sealed interface Notice {

    /** Where it lies. */
    Cursor cursor();

    /** The lane's version after its batch. */
    long version();

    /** The lane's clock after its batch, in milliseconds since 1970. */
    long clock();

    /** An event of the lane. */
    record Happened(Cursor cursor, long version, long clock, Event event) implements Notice {}

    /** What became of a submission. */
    record Answered(Cursor cursor, long version, long clock, Outcome outcome) implements Notice {}
}
