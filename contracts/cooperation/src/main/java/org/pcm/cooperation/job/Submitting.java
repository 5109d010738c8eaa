package org.pcm.cooperation.job;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;

/** Decides what owners do with jobs: submit, extend, cancel. */
public final class Submitting {
    /** Most open jobs of a cooperation. */
    public static final int MAX_OPEN_JOBS = 1_024;

    private final Cooperation state;
    private final Member member;

    public Submitting(Cooperation state, Member member) {
        this.state = state;
        this.member = member;
    }

    public CommandResult submit(Command.Submit command) {
        if (state.head().openJobs.size() >= MAX_OPEN_JOBS) {
            return JobChecks.refused(
                    RefusalCode.TOO_MANY_JOBS,
                    "the cooperation has " + MAX_OPEN_JOBS + " open jobs");
        }
        CommandResult.Refused bad = badKind(command.kindRuns(), command.kinds().size());
        if (bad == null) {
            bad = Wishes.refuse(state, command);
        }
        if (bad != null) {
            return bad;
        }
        long number = state.head().nextJob;
        state.emit(
                new Event.JobSubmitted(
                        number,
                        member.number,
                        command.name(),
                        command.kinds(),
                        command.specs().count(),
                        command.more()));
        if (!command.traits().equals(Traits.NONE)) {
            state.emit(new Planned.JobTraits(number, command.traits()));
        }
        state.fold().specified(state.existingJob(number), command.specs(), command.kindRuns());
        return new CommandResult.Done(number, List.of());
    }

    public CommandResult extend(Command.Extend command) {
        return JobChecks.whenOpen(state, command.job(), job -> extend(job, command));
    }

    private CommandResult extend(Job job, Command.Extend command) {
        if (job.owner != member.number) {
            return JobChecks.refused(RefusalCode.NOT_OWNER, "only its owner extends a job");
        }
        if (!job.more) {
            return JobChecks.refused(RefusalCode.JOB_SEALED, "the job was submitted as complete");
        }
        if (job.tasks + command.specs().count() > Job.MAX_TASKS) {
            return JobChecks.refused(
                    RefusalCode.TOO_MANY_TASKS, "a job has at most " + Job.MAX_TASKS + " tasks");
        }
        CommandResult.Refused badKind = badKind(command.kindRuns(), job.kinds.size());
        if (badKind != null) {
            return badKind;
        }
        state.emit(new Event.JobExtended(job.number, command.specs().count(), command.more()));
        state.fold().specified(job, command.specs(), command.kindRuns());
        return CommandResult.OK;
    }

    private static CommandResult.@Nullable Refused badKind(List<KindRun> runs, int kinds) {
        return runs.stream().anyMatch(run -> run.kind() >= kinds)
                ? JobChecks.refused(
                        RefusalCode.MALFORMED_COMMAND, "kindRuns names a kind that the job has not")
                : null;
    }

    /**
     * Waiting and offered tasks end at once; running ones are told to stop. Without tasks named, no
     * more may be added.
     */
    public CommandResult cancel(Command.Cancel command) {
        return JobChecks.whenOpen(state, command.job(), job -> cancel(job, command));
    }

    private CommandResult cancel(Job job, Command.Cancel command) {
        if (job.owner != member.number && state.head().coordinator != member.number) {
            return JobChecks.refused(
                    RefusalCode.NOT_OWNER, "only its owner or the coordinator cancels a job");
        }
        TaskSet named = job.traits.gang() ? null : command.tasks();
        if (named == null && job.more) {
            state.emit(new Event.JobExtended(job.number, 0, false));
        }
        TaskSet tasks = named == null ? unended(job) : named;
        Sorting sorting =
                new Sorting(tasks, n -> JobChecks.task(state, job, n), n -> groupForCancel(job, n));
        for (Map.Entry<Integer, TaskSet> entry : sorting.groups().entrySet()) {
            int holder = entry.getKey();
            if (holder == ENDS_NOW) {
                state.emit(new Event.Cancelled(job.number, entry.getValue()));
            } else if (holder != ALREADY_CANCELLING) {
                state.emit(new Event.Cancelling(job.number, entry.getValue(), holder));
            }
        }
        return sorting.result();
    }

    private static final int ENDS_NOW = -1;
    private static final int ALREADY_CANCELLING = -2;

    private int groupForCancel(Job job, int number) {
        Task task = state.task(job, number);
        if (task == null
                || !task.state.held()
                || task.state == TaskState.OFFERED
                || task.state == TaskState.READY) {
            return ENDS_NOW;
        }
        return task.state == TaskState.CANCELLING ? ALREADY_CANCELLING : task.holder;
    }

    private TaskSet unended(Job job) {
        TaskSet.Builder tasks = new TaskSet.Builder();
        for (int number = 0; number < job.tasks; number++) {
            Task task = state.task(job, number);
            if (task != null && !task.state.ended()) {
                tasks.add(number);
            }
        }
        return tasks.build();
    }
}
