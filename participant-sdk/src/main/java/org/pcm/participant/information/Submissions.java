package org.pcm.participant.information;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pcm.cooperation.submission.Command;

/**
 * Port to one lane of the ledger: what a participant says there, in order, each word taking effect
 * once.
 */
public interface Submissions {

    /**
     * The version of the lane up to which this participant has read; goes into every later
     * submission. Never falls.
     */
    void seen(long version);

    /**
     * Signs, keeps and sends commands; returns once they are on disk.
     *
     * @return completes with the outcome, or with {@link PcmException.OutcomeUnknown} when the lane
     *     closes before
     */
    CompletableFuture<Settled> send(List<? extends Command> commands);
}
