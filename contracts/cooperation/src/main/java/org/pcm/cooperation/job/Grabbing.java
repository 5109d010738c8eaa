package org.pcm.cooperation.job;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;

/**
 * Decides who gets tasks that members grab (抢单, P8). The first in the batch gets them, and the
 * order within a batch is nobody's to choose. Who does not grab loses nothing; what one holds by
 * grabbing is bounded by weight × pledge (ruling 6), so that splitting oneself gains nothing.
 */
public final class Grabbing {
    private final Cooperation state;
    private final Member member;

    public Grabbing(Cooperation state, Member member) {
        this.state = state;
        this.member = member;
    }

    /** Waiting tasks run at once with the member; the weight rises as on accept. */
    public CommandResult grab(Command.Grab command) {
        return JobChecks.whenOpen(state, command.job(), job -> grab(job, command));
    }

    private CommandResult grab(Job job, Command.Grab command) {
        Refusal refusal = notNow(job);
        if (refusal != null) {
            return new CommandResult.Refused(refusal);
        }
        Sharing sharing = new Sharing(state);
        Map<Integer, Integer> taken = new TreeMap<>();
        Sorting sorting =
                new Sorting(
                        command.tasks(),
                        number -> refuse(sharing, job, number, taken),
                        number -> group(job, number));
        TaskSet tasks = sorting.good();
        sorting.groups().values().forEach(run -> take(job, run));
        if (!tasks.isEmpty()) {
            Blame.apply(state, member, WeightCause.accept, Blame.work(state, job, tasks));
        }
        return sorting.result();
    }

    /** Tasks of one kind on one page make one event. */
    private int group(Job job, int number) {
        int page = number / PageKeys.TASKS_PER_PAGE;
        return page * job.kinds.size() + state.unfolded(job, number).kind;
    }

    private @Nullable Refusal notNow(Job job) {
        if (state.terms().dispatch().mode() == DispatchMode.PUSH) {
            return RefusalCode.NOT_TO_GRAB.because("by the terms tasks are offered, not grabbed");
        }
        if (job.traits.gang()) {
            return RefusalCode.NOT_TO_GRAB.because("the tasks of a gang are offered together");
        }
        if (!state.head().backlog.isReady(job.number)) {
            return RefusalCode.NOT_TO_GRAB.because("the job waits for others");
        }
        return member.state == MemberState.ACTIVE
                ? null
                : RefusalCode.NOT_QUALIFIED.because(member.name + " is " + member.state);
    }

    /** {@code taken} counts, by kind, what this command has been granted so far. */
    private @Nullable Refusal refuse(
            Sharing sharing, Job job, int number, Map<Integer, Integer> taken) {
        Refusal refusal = JobChecks.task(state, job, number);
        if (refusal != null) {
            return refusal;
        }
        Task task = state.unfolded(job, number);
        Kind kind = job.kinds.get(task.kind);
        if (task.state != TaskState.PENDING) {
            return RefusalCode.TASK_TAKEN.because("the task is " + task.state);
        }
        if (!kind.place().admits(member) || !sharing.mayHave(member, task, kind)) {
            return RefusalCode.NOT_QUALIFIED.because("others are asked first, or only others");
        }
        if (!Claims.allow(member, job, taken, task.kind)) {
            return RefusalCode.NO_ROOM.because("it goes beyond what weight and pledge allow");
        }
        taken.merge(task.kind, 1, Integer::sum);
        return null;
    }

    private void take(Job job, TaskSet tasks) {
        Sharing sharing = new Sharing(state);
        int page = tasks.from(0) / PageKeys.TASKS_PER_PAGE;
        int kindNumber = state.unfolded(job, tasks.from(0)).kind;
        Kind kind = job.kinds.get(kindNumber);
        Digests all = state.specs(job, page);
        byte[] specs = new byte[tasks.size() * Digests.LENGTH];
        int[] at = {0};
        tasks.stream()
                .forEach(number ->
                        all.copy(
                                number % PageKeys.TASKS_PER_PAGE, specs, at[0]++ * Digests.LENGTH));
        long until = state.head().clock + kind.limitMillis() + state.terms().graceMillis();
        state.emit(
                new Planned.Grabbed(
                        job.number, tasks, member.number, kindNumber, Digests.of(specs), until));
        sharing.served(member, kind, tasks.size());
    }
}
