package org.pcm.cli.console;

/**
 * What a command's end means to the program that called it (design: the same for every command).
 */
public final class ExitCode {
    /** Done; the answer is yes. */
    public static final int DONE = 0;

    /** Done; the answer is no: refused, failed, not the same. */
    public static final int NO = 1;

    /** Could not run; nothing is known. */
    public static final int COULD_NOT_RUN = 2;

    private ExitCode() {}

    /** {@link #DONE} for yes, {@link #NO} for no. */
    public static int of(boolean yes) {
        return yes ? DONE : NO;
    }
}
