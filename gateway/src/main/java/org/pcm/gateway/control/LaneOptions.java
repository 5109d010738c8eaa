package org.pcm.gateway.control;

import org.pcm.gateway.business.BatchLimits;

/**
 * How lanes behave.
 *
 * @param limits how much one transaction takes
 * @param lingerMillis how long a lane that was busy a moment ago waits for more before it sends a
 *     batch that is not full; an idle lane sends at once
 * @param gapMillis how long a submission waits for a lower sequence before it is refused
 * @param tickJitterMillis longest random wait before a tick, so that two gateways rarely send one
 *     at once
 */
public record LaneOptions(
        BatchLimits limits, long lingerMillis, long gapMillis, long tickJitterMillis) {
    /** For the devnode, where a transaction takes some 10 ms. */
    public static final LaneOptions DEFAULT = new LaneOptions(BatchLimits.DEFAULT, 5, 2_000, 200);

    /** The same with another linger. */
    public LaneOptions withLingerMillis(long millis) {
        return new LaneOptions(limits, millis, gapMillis, tickJitterMillis);
    }
}
