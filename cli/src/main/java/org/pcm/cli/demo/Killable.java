package org.pcm.cli.demo;

import java.io.IOException;

/** Something of the demo that an accident can strike. */
interface Killable {
    /** Ends it as {@code kill -9} does; where it is many processes, each of them. */
    void kill() throws IOException, InterruptedException;

    /** Starts it again as it was, and waits until it serves. */
    void revive() throws IOException, InterruptedException;
}
