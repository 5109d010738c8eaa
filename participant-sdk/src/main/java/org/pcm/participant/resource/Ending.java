package org.pcm.participant.resource;

import org.pcm.participant.information.EndReason;

/**
 * How an execution ended.
 *
 * @param exitCode the command's; -1 when it is unknown
 * @param startedAt milliseconds since 1970; 0 when unknown
 * @param endedAt milliseconds since 1970; 0 when unknown
 */
public record Ending(int exitCode, EndReason reason, long startedAt, long endedAt) {

    /** Of work that went down with its machine. */
    public static final Ending LOST = new Ending(-1, EndReason.LOST, 0, 0);
}
