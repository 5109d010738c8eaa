package org.pcm.cooperation.job;

import org.pcm.cooperation.round.Cooperation;

/** What follows when tasks came back from a member, for whatever reason (A9, B14). */
public final class GiveBack {
    private GiveBack() {}

    /** Ends those of {@code tasks} that met a bound; a gang that lost one falls apart. */
    public static void after(Cooperation state, Job job, TaskSet tasks) {
        if (job.traits.gang()) {
            Gang.lost(state, job);
        } else {
            Exhaustion.after(state, job, tasks);
        }
    }
}
