package org.pcm.gateway.information.port;

/** The peer does not answer. */
public final class LedgerUnreachable extends Exception {
    private static final long serialVersionUID = 1L;

    public LedgerUnreachable(String why, Throwable cause) {
        super(why, cause);
    }
}
