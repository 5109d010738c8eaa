package org.pcm.cooperation;

/**
 * An expected "no": a value, never an exception. It stands on the ledger and often quotes what it
 * refuses, so it is cut to what every reader of the ledger can take: anybody may send anything.
 *
 * @param code stable, for programs
 * @param why one sentence, for people; at most {@value #MAX_CHARS} UTF-16 units
 */
public record Refusal(RefusalCode code, String why) {
    /** Longest sentence. */
    public static final int MAX_CHARS = 256;

    public Refusal {
        why = whole(why.length() > MAX_CHARS ? why.substring(0, MAX_CHARS - 1) + "…" : why);
    }

    /** {@code text} with a sign in place of each half of a surrogate pair, which has no UTF-8. */
    private static String whole(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().forEach(c -> whole.appendCodePoint(isHalf(c) ? '\uFFFD' : c));
        return whole.toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
