package org.pcm.cooperation.job;

/**
 * Where an open job stands among those that wait for members.
 *
 * @param owner whose job it is: consumers are served in turn
 * @param priority among the jobs of one owner, higher first
 * @param gang whether all its tasks start together
 * @param pushFrom until then its tasks may be grabbed only (mixed mode), 0: from the beginning
 */
public record Queued(int owner, int priority, boolean gang, long pushFrom) {
    /** All that is known under rules 1. */
    public static final Queued NONE = new Queued(0, 0, false, 0);
}
