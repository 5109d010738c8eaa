package org.pcm.bench.process;

import java.io.IOException;
import java.util.Map;

/**
 * The inner side of a {@link Program}: tells its starter that it is ready, and ends when the pipe
 * from the starter does. That pipe also ends when the starter is killed, so that no program is left
 * behind.
 */
public final class Standby {
    private static final int LINE = 64;

    private Standby() {}

    /** Says that the program is ready, and what one must know to use it; returns at the end. */
    public static void untilTheEnd(Map<String, String> facts) throws IOException {
        System.out.println(new Facts(facts).line());
        System.out.flush();
        byte[] unread = new byte[LINE];
        int more = 0;
        while (more >= 0) {
            more = System.in.read(unread);
        }
    }
}
