package org.pcm.arbiter.block;

/** Bytes that are not what they should be; the message says what is wrong with them, for people. */
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    /** Bytes that are wrong for the reason given. */
    public Malformed(String why) {
        super(why);
    }

    /** What is wrong, never null. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
