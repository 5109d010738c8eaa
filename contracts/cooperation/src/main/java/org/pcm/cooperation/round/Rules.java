package org.pcm.cooperation.round;

/**
 * The versions of the rules that this code holds. A cooperation runs under the version that its
 * terms name; a new one enters at the start of a round (A12). Old ones stay, so that every ledger
 * can be replayed.
 */
public final class Rules {
    /** The first rules: a cooperation is one round without end, its coordinator is its opener. */
    public static final int FIRST = 1;

    /** Rounds, elections, admission by the terms, and all that came with them. */
    public static final int WHOLE = 2;

    /** The newest. */
    public static final int LATEST = WHOLE;

    private Rules() {}
}
