package org.pcm.gateway.information.block;

import java.io.IOException;

/** A block of another chain: nothing the gateway holds is true there, so it must stop. */
public final class ForeignBlock extends IOException {
    private static final long serialVersionUID = 1L;

    ForeignBlock(String why) {
        super(why);
    }
}
