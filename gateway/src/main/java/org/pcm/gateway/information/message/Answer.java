package org.pcm.gateway.information.message;

import java.util.Optional;
import org.pcm.cooperation.submission.Outcome;

/**
 * What became of a submission.
 *
 * @param cursor where the outcome stands on the ledger; empty where it never got there
 * @param clock the lane's clock when it was made, milliseconds
 */
public record Answer(Outcome outcome, Optional<Cursor> cursor, long clock) {}
