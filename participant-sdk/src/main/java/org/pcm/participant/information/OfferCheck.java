package org.pcm.participant.information;

import java.util.Optional;

/** Port to the ledger's own bytes: whether what a gateway says happened really lies there. */
public interface OfferCheck {

    /**
     * Whether the event lies on the verified ledger where the notice says.
     *
     * @throws PcmException.Unreachable when no gateway hands out the blocks; ask again
     */
    boolean holds(String cooperation, Notice.Happened notice);

    /** Who submitted a job, by the blocks verified so far. */
    Optional<String> owner(String cooperation, long job);
}
