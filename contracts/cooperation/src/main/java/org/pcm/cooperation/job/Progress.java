package org.pcm.cooperation.job;

/**
 * How far dispatch has come when a bound stopped it: a sweep over all open jobs that offers nothing
 * ends it, however many batches the sweep takes.
 *
 * @param next job at which the next pass begins, 0 for the first
 * @param origin job at which the present sweep began
 * @param unfinished whether a further pass may offer more
 */
public record Progress(long next, long origin, boolean unfinished) {
    /** Nothing was left over. */
    public static final Progress NONE = new Progress(0, 0, false);

    /** The sweep begins anew, since capacity or tasks have changed. */
    Progress anew() {
        return new Progress(next, next, unfinished);
    }

    /** A pass that began at {@link #next} was stopped before it did {@code job}. */
    Progress stoppedAt(long job, boolean offered) {
        return offered ? new Progress(job, job, true) : new Progress(job, origin, !reaches(job));
    }

    /** Whether going on from {@link #next} to {@code job}, the origin was passed: all was seen. */
    private boolean reaches(long job) {
        if (origin == next) {
            return false;
        }
        return next < job ? next < origin && origin <= job : origin > next || origin <= job;
    }
}
