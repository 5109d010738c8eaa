package org.pcm.cli.requirements;

import java.io.IOException;
import java.util.function.Supplier;

/** A process of the system that a test kills and brings back. */
interface Part {
    /** Ends it as {@code kill -9} does. */
    void kill() throws IOException, InterruptedException;

    /** Starts it again as it was; it need not serve yet. */
    void revive() throws IOException, InterruptedException;

    /** When it is killed. */
    enum Moment {
        /** Between two events: what is said next meets a dead process. */
        BETWEEN,
        /** While something is said: whether it was heard before the process died is open. */
        WITHIN
    }

    /** Kills it around something that is begun, and brings it back. */
    default <T> T strike(Moment moment, Supplier<T> begin)
            throws IOException, InterruptedException {
        return switch (moment) {
            case BETWEEN -> {
                kill();
                T begun = begin.get();
                revive();
                yield begun;
            }
            case WITHIN -> {
                T begun = begin.get();
                kill();
                revive();
                yield begun;
            }
        };
    }
}
