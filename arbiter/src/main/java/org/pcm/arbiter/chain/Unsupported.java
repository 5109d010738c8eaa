package org.pcm.arbiter.chain;

/**
 * Something that this arbiter cannot judge. It must end the audit: what is not judged is not good.
 */
public final class Unsupported extends Exception {
    private static final long serialVersionUID = 1;

    /** With what it is, for people. */
    public Unsupported(String why) {
        super(why);
    }

    /** What it is. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
