package org.pcm.network.process;

import java.io.IOException;

/** A network could not be brought where it was meant to be: what failed, and what it last said. */
public final class NetworkFailure extends IOException {
    private static final long serialVersionUID = 1L;

    public NetworkFailure(String sentence) {
        super(sentence);
    }

    public NetworkFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
