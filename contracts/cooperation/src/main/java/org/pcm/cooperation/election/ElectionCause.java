package org.pcm.cooperation.election;

/** Why an election is held (P4); the names are the wire form. The order is the ledger's: append. */
public enum ElectionCause {
    /** The coordinator has served the rounds of its term. */
    termRounds,
    /** The time of its term is over. */
    termTime,
    /** It has not read on for too long. */
    inactivity,
    /** A petition said that the members trust it no more. */
    petition,
    /** It resigned. */
    resignation,
    /** Each round begins with an election. */
    eachRound;

    /** Whether whoever holds the office may stand again. */
    public boolean incumbentMayStand() {
        return switch (this) {
            case termRounds, termTime, eachRound -> true;
            case inactivity, petition, resignation -> false;
        };
    }
}
