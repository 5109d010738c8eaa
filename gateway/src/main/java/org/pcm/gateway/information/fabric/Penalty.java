package org.pcm.gateway.information.fabric;

/**
 * How long something that failed is left alone: twice as long each time, until it works again.
 * Failures that come while it is left alone already count as one.
 */
final class Penalty {
    private static final long SHORTEST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 60_000;

    private long lengthMillis;
    private long untilMillis;

    synchronized void fail(long nowMillis) {
        if (nowMillis >= untilMillis) {
            lengthMillis =
                    lengthMillis == 0
                            ? SHORTEST_MILLIS
                            : Math.min(LONGEST_MILLIS, 2 * lengthMillis);
            untilMillis = nowMillis + lengthMillis;
        }
    }

    /** It works: forget its failures. */
    synchronized void clear() {
        lengthMillis = 0;
        untilMillis = 0;
    }

    /** Whether it has failed and not worked since. */
    synchronized boolean failedBefore() {
        return lengthMillis > 0;
    }

    synchronized long untilMillis() {
        return untilMillis;
    }
}
