package org.pcm.cooperation.job;

import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;

/** Whether what an owner wishes for a new job can be. */
final class Wishes {
    private Wishes() {}

    static CommandResult.@Nullable Refused refuse(Cooperation state, Command.Submit command) {
        Traits traits = command.traits();
        boolean placed = command.kinds().stream().anyMatch(kind -> !kind.place().isAnywhere());
        if (!state.terms().whole() && (placed || !traits.equals(Traits.NONE))) {
            return JobChecks.refused(
                    RefusalCode.MALFORMED_COMMAND, "rules 1 know no wishes for a job");
        }
        if (traits.gang()
                && (command.more()
                        || command.kinds().size() > 1
                        || command.specs().count() > Gang.MAX_TASKS)) {
            return JobChecks.refused(
                    RefusalCode.BAD_GANG,
                    "a gang has one kind, at most " + Gang.MAX_TASKS + " tasks, and all at once");
        }
        for (long other : traits.after()) {
            Job job = state.job(other);
            if (job == null) {
                return JobChecks.refused(RefusalCode.NO_SUCH_JOB, "there is no job " + other);
            }
            if (job.state != JobState.OPEN && job.state != JobState.DONE) {
                return JobChecks.refused(
                        RefusalCode.AFTER_NOT_DONE, "job " + other + " is " + job.state);
            }
        }
        return null;
    }
}
