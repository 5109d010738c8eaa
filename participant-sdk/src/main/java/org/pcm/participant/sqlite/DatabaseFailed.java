package org.pcm.participant.sqlite;

import org.jspecify.annotations.Nullable;

/** The store on disk could not be read or written. */
public final class DatabaseFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseFailed(String what, @Nullable Throwable cause) {
        super(cause == null ? what : what + ": " + cause.getMessage(), cause);
    }
}
