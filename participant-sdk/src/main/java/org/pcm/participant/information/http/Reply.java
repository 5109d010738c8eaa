package org.pcm.participant.information.http;

import java.util.Optional;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.participant.information.Cursor;

/** What a gateway says to a submission. */
sealed interface Reply {

    /** It is queued, and its outcome not known yet. */
    record Queued() implements Reply {}

    /** It lies on the ledger. */
    record Done(Outcome outcome, Optional<Cursor> cursor) implements Reply {}

    /**
     * The door turned it away: nothing happened there.
     *
     * @param askedBefore whether another gateway, or the same one, was asked before and did not
     *     answer
     */
    record TurnedAway(String code, String why, boolean askedBefore) implements Reply {}

    /** The gateway has too much to do, or none answers: nothing is known. */
    record NotNow(String why) implements Reply {}
}
