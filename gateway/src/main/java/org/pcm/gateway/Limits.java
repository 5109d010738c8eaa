package org.pcm.gateway;

import org.pcm.gateway.business.EventQueue;
import org.pcm.gateway.information.content.ContentStore;

/**
 * What a gateway lets its users do (docs/gateway.md).
 *
 * @param submissionsPerSecond of one key
 * @param queue how much may wait
 * @param content what the content store takes
 * @param streams event streams at a time
 */
public record Limits(
        int submissionsPerSecond,
        EventQueue.Bounds queue,
        ContentStore.Limits content,
        int streams) {
    /** Generous: made for a handful of organisations that know each other. */
    public static final Limits DEFAULT =
            new Limits(2_000, EventQueue.Bounds.DEFAULT, ContentStore.Limits.DEFAULT, 1_024);

    /** The same with another rate. */
    public Limits withSubmissionsPerSecond(int perSecond) {
        return new Limits(perSecond, queue, content, streams);
    }

    /** The same with another queue. */
    public Limits withQueue(EventQueue.Bounds bounds) {
        return new Limits(submissionsPerSecond, bounds, content, streams);
    }

    /** The same with another content store. */
    public Limits withContent(ContentStore.Limits limits) {
        return new Limits(submissionsPerSecond, queue, limits, streams);
    }

    /** The same with another number of streams. */
    public Limits withStreams(int atATime) {
        return new Limits(submissionsPerSecond, queue, content, atATime);
    }
}
