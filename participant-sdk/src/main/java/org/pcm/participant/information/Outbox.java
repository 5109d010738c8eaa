package org.pcm.participant.information;

import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * What was signed and has no known outcome yet. A submission enters before it is sent and leaves
 * once its outcome has been dealt with, so that after a crash the same bytes are sent again instead
 * of other bytes under the same number.
 */
public interface Outbox {

    /**
     * Takes the next number, has {@code sign} make the submission of that number, and keeps it; one
     * step, also among processes.
     *
     * @param used asked only when this outbox does not know the lane yet: the last number used on
     *     the ledger
     */
    SignedSubmission next(LaneKey key, LongSupplier used, LongFunction<SignedSubmission> sign);

    /** The last number given out; 0 when this outbox does not know the lane. */
    long last(LaneKey key);

    /** What is kept of a lane, by ascending number. */
    List<SignedSubmission> open(LaneKey key);

    /** Drops a submission whose outcome has been dealt with. */
    void settle(SignedSubmission submission);

    /**
     * Keeps {@code fresh} instead of the submission of the same number, which can never be applied
     * any more.
     */
    void replace(SignedSubmission fresh);

    /**
     * Drops a submission that used no number; the number is given out again if none above it was.
     */
    void release(SignedSubmission submission);

    /**
     * Numbers continue after {@code used} at least: the ledger knows of more than this outbox does.
     */
    void skipTo(LaneKey key, long used);
}
