package org.pcm.network;

import java.io.IOException;

/**
 * Makes a network that was founded stand: starts what does not run or is not well, and ends what a
 * command that was killed has left. The nodes come first, since they alone know what is in force.
 */
record Revival(Undertaking work) {
    void run() throws IOException, InterruptedException {
        Nodes nodes = new Nodes(work);
        Definitions definitions = new Definitions(work);
        nodes.start();
        definitions.settle();
        nodes.heal(work.fleet().chaincodes());
        definitions.sweep();
    }
}
