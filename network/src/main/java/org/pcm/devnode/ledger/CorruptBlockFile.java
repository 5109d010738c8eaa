package org.pcm.devnode.ledger;

import java.io.IOException;

/** The block file holds something that no interrupted write explains. */
public final class CorruptBlockFile extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptBlockFile(String message) {
        super(message);
    }
}
