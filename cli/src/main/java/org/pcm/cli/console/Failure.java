package org.pcm.cli.console;

/** A command could not run: one sentence for people that names the way out. Exit code 2. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence. */
    public Failure(String sentence) {
        super(sentence);
    }

    /** With a sentence and what lies behind it. */
    public Failure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
