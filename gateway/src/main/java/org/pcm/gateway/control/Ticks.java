package org.pcm.gateway.control;

import java.util.concurrent.ThreadLocalRandom;
import org.pcm.gateway.information.message.LaneHead;

/**
 * When a lane needs a tick: an empty batch that does work left over, or fires what is due. Any
 * gateway may send one. The one whose batch left the work over goes on at once; others wait a
 * random moment, and let it be when they find the head changed.
 */
final class Ticks {
    private static final int EAGER_MAX = 50;
    private static final long PAUSE_MILLIS_MAX = 5_000;

    private final long jitterMillis;
    private long drawnFor = -1;
    private long atMillis;
    private long ownVersion = -1;
    private int inVain;

    Ticks(long jitterMillis) {
        this.jitterMillis = jitterMillis;
    }

    /** In how many milliseconds a tick is to be sent; a long time when nothing needs one. */
    long inMillis(LaneHead head, long nowMillis) {
        if (!head.unfinished() && head.dueMillis() == 0) {
            return Long.MAX_VALUE;
        }
        if (head.version() != drawnFor) { // the moment is drawn once for each head
            drawnFor = head.version();
            long earliest = head.unfinished() ? nowMillis : Math.max(nowMillis, head.dueMillis());
            atMillis = earliest + pauseMillis() + jitter(head);
        }
        return atMillis - nowMillis;
    }

    private long jitter(LaneHead head) {
        boolean own = head.unfinished() && head.version() == ownVersion;
        return own ? 0 : ThreadLocalRandom.current().nextLong(jitterMillis + 1);
    }

    /** Work that many ticks in a row could not do is tried less and less often. */
    private long pauseMillis() {
        int beyond = Math.min(inVain - EAGER_MAX, 10);
        return beyond <= 0 ? 0 : Math.min(PAUSE_MILLIS_MAX, 10L << beyond);
    }

    /** A batch was sent, and this is the head it left. */
    void sent(LaneHead after, long nowMillis) {
        boolean needy =
                after.unfinished() || (after.dueMillis() > 0 && after.dueMillis() <= nowMillis);
        inVain = needy ? inVain + 1 : 0;
        ownVersion = after.version();
        drawnFor = -1;
    }
}
