package org.pcm.cooperation.job;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.submission.CommandResult;

/** Checks that several commands share. */
final class JobChecks {
    private JobChecks() {}

    /** What {@code then} makes of job {@code number}, if commands can still touch it. */
    static CommandResult whenOpen(
            Cooperation state, long number, Function<Job, CommandResult> then) {
        Job job = state.job(number);
        if (job == null) {
            return refused(RefusalCode.NO_SUCH_JOB, "there is no job " + number);
        }
        return job.state == JobState.OPEN
                ? then.apply(job)
                : refused(RefusalCode.JOB_CLOSED, "job " + number + " is " + job.state);
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

    static CommandResult.Refused refused(RefusalCode code, String why) {
        return new CommandResult.Refused(code.because(why));
    }
}
