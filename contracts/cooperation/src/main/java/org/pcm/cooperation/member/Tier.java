package org.pcm.cooperation.member;

/** What kind of participant somebody is (P10). The order is the ledger's encoding: append only. */
public enum Tier {
    HPC,
    PUBLIC,
    EDGE,
    MICRO,
    /** Coordinates as somebody's proxy; pledges nothing and is never dispatched to (P4). */
    OPERATOR,
    /** Submits jobs and pledges nothing (ruling 9). */
    CONSUMER;

    /** Whether members of this tier may pledge resources. */
    public boolean pledges() {
        return this != OPERATOR && this != CONSUMER;
    }
}
