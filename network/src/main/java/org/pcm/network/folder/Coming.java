package org.pcm.network.folder;

/**
 * A chaincode's definition on its way to the channel, written down before each step, so that
 * whoever finds it knows what a command that was killed may have left.
 *
 * @param sent whether its commit may have been sent. Until then it cannot come into force and may
 *     be given up; from then on only the channel knows, and it is brought to its end
 */
public record Coming(Deployment deployment, boolean sent) {
    /** The same, whose commit is about to be sent. */
    public Coming asSent() {
        return new Coming(deployment, true);
    }

    /** The same, run in another way. */
    public Coming with(Deployment other) {
        return new Coming(other, sent);
    }
}
