package org.pcm.cooperation.job;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.Governance;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;

/**
 * Decides what a leaver may hand back of what it runs, where the terms let it (P3): without blame,
 * to be offered to others.
 */
public final class HandingBack {
    private static final int RUNNING = 0;
    private static final int STOPPED = 1;

    private final Cooperation state;
    private final Member member;

    public HandingBack(Cooperation state, Member member) {
        this.state = state;
        this.member = member;
    }

    public CommandResult handBack(Command.HandBack command) {
        if (state.terms().governance().leaving() != Governance.Leaving.HAND_BACK) {
            return JobChecks.refused(
                    RefusalCode.NOT_IN_TERMS, "by the terms a leaver drains what it runs");
        }
        if (member.state != MemberState.LEAVING) {
            return JobChecks.refused(
                    RefusalCode.NOT_LEAVING, "only who leaves hands back; others fail a task");
        }
        return JobChecks.whenOpen(state, command.job(), job -> handBack(job, command.tasks()));
    }

    private CommandResult handBack(Job job, TaskSet named) {
        Sorting sorting = new Sorting(named, n -> notHeld(job, n), n -> group(job, n));
        for (Map.Entry<Integer, TaskSet> entry : sorting.groups().entrySet()) {
            TaskSet tasks = entry.getValue();
            if (entry.getKey() == STOPPED) {
                state.emit(new Event.Cancelled(job.number, tasks));
            } else {
                state.emit(new Event.HandedBack(job.number, tasks, member.number));
                GiveBack.after(state, job, tasks);
            }
        }
        return sorting.result();
    }

    private int group(Job job, int number) {
        return state.unfolded(job, number).state == TaskState.CANCELLING ? STOPPED : RUNNING;
    }

    private @Nullable Refusal notHeld(Job job, int number) {
        Refusal refusal = JobChecks.task(state, job, number);
        if (refusal != null) {
            return refusal;
        }
        Task task = state.unfolded(job, number);
        if (task.holder != member.number
                || (task.state != TaskState.RUNNING && task.state != TaskState.CANCELLING)) {
            return RefusalCode.NOT_HOLDER.because("the sender does not run the task");
        }
        return null;
    }
}
