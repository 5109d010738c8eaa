package org.pcm.cooperation.job;

import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.round.Cooperation;

/** Checks that several commands share. */
final class JobChecks {
    private JobChecks() {}

    /** Why no command can touch {@code job}, null when one can. */
    static @Nullable Refusal open(@Nullable Job job, long number) {
        if (job == null) {
            return RefusalCode.NO_SUCH_JOB.because("there is no job " + number);
        }
        return job.state == JobState.OPEN
                ? null
                : RefusalCode.JOB_CLOSED.because("job " + number + " is " + job.state);
    }

    /** Why no command can touch the task, null when one can. */
    static @Nullable Refusal task(Cooperation state, Job job, int number) {
        if (number >= job.tasks) {
            return RefusalCode.NO_SUCH_TASK.because(
                    "job " + job.number + " has " + job.tasks + " tasks");
        }
        Task task = state.task(job, number);
        return task == null || task.state.ended()
                ? RefusalCode.TASK_ENDED.because("the task has ended")
                : null;
    }
}
