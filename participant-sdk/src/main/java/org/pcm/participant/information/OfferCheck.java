package org.pcm.participant.information;

import java.util.Optional;

/** Port to the ledger's own bytes: whether what a gateway says happened really lies there. */
public interface OfferCheck {

    /**
     * The job that a notice is about, if what happened lies on the verified ledger where the notice
     * says; empty if it does not lie there.
     *
     * @throws PcmException.Unreachable when no gateway hands out the blocks; ask again
     */
    Optional<JobOrigin> origin(String cooperation, Notice.Happened notice);
}
