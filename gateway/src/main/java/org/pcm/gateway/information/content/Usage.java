package org.pcm.gateway.information.content;

import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes each participant has put, so that none fills the disk for all. Content that
 * several put counts for each of them, because each may have it kept; what one puts twice counts
 * once.
 */
final class Usage {
    private final long bytesMax;
    private final Map<String, Long> bytes = new HashMap<>();

    /** Starts at nothing; {@code bytesMax} is each participant's bound. */
    Usage(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Counts bytes that were put before, whether or not they are within the bound. */
    synchronized void add(String participant, long count) {
        bytes.merge(participant, count, Long::sum);
    }

    /** Counts bytes if they are within the bound; false when they are not. */
    synchronized boolean take(String participant, long count) {
        boolean fits = bytes.getOrDefault(participant, 0L) + count <= bytesMax;
        if (fits) {
            add(participant, count);
        }
        return fits;
    }

    /** Takes back what was counted and then not kept. */
    synchronized void giveBack(String participant, long count) {
        add(participant, -count);
    }

    /** Whether the participant has nothing left. */
    synchronized boolean isUsedUp(String participant) {
        return bytes.getOrDefault(participant, 0L) >= bytesMax;
    }
}
