package org.pcm.participant.information;

import java.util.Optional;

/** Port to the ledger's own bytes: whether what a gateway says happened really lies there. */
public interface OfferCheck {

    /**
     * Who submitted the job of an offer, if the offer lies on the verified ledger where the notice
     * says; empty if it does not lie there.
     *
     * @throws PcmException.Unreachable when no gateway hands out the blocks; ask again
     */
    Optional<String> submitter(String cooperation, Notice.Happened offer);
}
