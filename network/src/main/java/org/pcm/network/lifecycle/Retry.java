package org.pcm.network.lifecycle;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.pcm.network.process.Command;

/**
 * Fabric's commands give up at the first node that is just starting, or slow. Those that may be run
 * again are, for a while.
 */
final class Retry {
    private static final int MOST = 20;
    private static final long PAUSE_MILLIS = 500;

    private Retry() {}

    /**
     * Runs commands until one has done.
     *
     * @param attempts the command of each attempt, from 0
     * @return how the last one ended, done or not
     */
    static Command.Ended until(Predicate<Command.Ended> done, IntFunction<Command> attempts)
            throws IOException, InterruptedException {
        Command.Ended ended = attempts.apply(0).run();
        for (int i = 1; i < MOST && !done.test(ended); i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            ended = attempts.apply(i).run();
        }
        return ended;
    }
}
