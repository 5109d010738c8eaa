package org.pcm.gateway.information.port;

import java.util.List;
import java.util.Optional;
import org.pcm.gateway.information.message.Answer;
import org.pcm.gateway.information.message.LaneHead;

/** What the gateway has read of the ledger so far. */
public interface LedgerView {
    /** All lanes that have been opened. */
    List<String> lanes();

    /** The lane's head; {@link LaneHead#NONE} before its first batch. */
    LaneHead head(String lane);

    /** The last sequence that a key used in a lane, 0 when none. */
    long used(String lane, String kid);

    /** The submission's newest outcome. */
    Optional<Answer> answer(String id);

    /** Waits until block {@code number} has been read; false when the time is over. */
    boolean await(long number, long millis) throws InterruptedException;
}
