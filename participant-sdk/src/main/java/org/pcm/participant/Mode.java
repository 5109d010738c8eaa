package org.pcm.participant;

/** What an agent takes on. */
public enum Mode {
    /** Offers are weighed and work is run. */
    ACTIVE,
    /** The pledge is lowered to nothing, so no new work is offered; what runs goes on. */
    PAUSED,
    /** As paused; the agent ends once nothing runs and nothing is left to say. */
    DRAINING
}
