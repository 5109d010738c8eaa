package org.pcm.participant.information;

/** Port to what waits to be grabbed in one cooperation (P8), as some gateway tells it. */
public interface Board {

    /**
     * One page of what suits this participant.
     *
     * @param from where it begins: an earlier page's {@link BoardPage#next}; empty for the first
     * @throws PcmException.Refused when the gateway has no board for this participant
     */
    BoardPage page(String from);
}
