package org.pcm.cooperation.job;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.ExhaustedBound;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;

/** Decides what members answer to offers and report of tasks (A7, A8, A9, B12–B14). */
public final class Answering {
    private static final int RUNNING = 0;
    private static final int STOPPED = 1;

    private final Cooperation state;
    private final Member member;

    public Answering(Cooperation state, Member member) {
        this.state = state;
        this.member = member;
    }

    /** Offered tasks run; the weight rises. */
    public CommandResult accept(Command.Accept command) {
        Job job = state.job(command.job());
        Refusal refusal = JobChecks.open(job, command.job());
        if (job == null || refusal != null) {
            return refused(refusal);
        }
        Sorting sorting =
                new Sorting(command.tasks(), n -> notOffered(job, n), n -> existing(job, n).kind);
        BigInteger work = Blame.work(state, job, sorting.good());
        sorting.groups()
                .forEach((kind, tasks) -> {
                    long limit = job.kinds.get(kind).limitMillis() + state.terms().graceMillis();
                    long until = state.head().clock + limit;
                    state.emit(new Event.Accepted(job.number, tasks, member.number, until));
                });
        Blame.apply(state, member, WeightCause.accept, work);
        return sorting.result();
    }

    /** Offered tasks go elsewhere; the weight falls. */
    public CommandResult reject(Command.Reject command) {
        Job job = state.job(command.job());
        Refusal refusal = JobChecks.open(job, command.job());
        if (job == null || refusal != null) {
            return refused(refusal);
        }
        Sorting sorting = new Sorting(command.tasks(), n -> notOffered(job, n), n -> 0);
        TaskSet tasks = sorting.good();
        if (!tasks.isEmpty()) {
            state.emit(new Event.Rejected(job.number, tasks, member.number, command.reason()));
            Blame.apply(state, member, WeightCause.reject, Blame.work(state, job, tasks));
            Exhaustion.after(state, job, tasks, ExhaustedBound.offers);
        }
        return sorting.result();
    }

    /** Running tasks are done; the weight rises. */
    public CommandResult complete(Command.Complete command) {
        Job job = state.job(command.job());
        Refusal refusal = JobChecks.open(job, command.job());
        if (job == null || refusal != null) {
            return refused(refusal);
        }
        Sorting sorting = new Sorting(command.tasks(), n -> notRunning(job, n), n -> 0);
        TaskSet tasks = sorting.good();
        if (!tasks.isEmpty()) {
            Digests results = select(command.tasks(), command.results(), tasks);
            state.emit(new Event.Completed(job.number, tasks, member.number, results));
            Blame.apply(state, member, WeightCause.success, Blame.work(state, job, tasks));
        }
        return sorting.result();
    }

    /**
     * Attempts failed; the weight falls. Tasks that were being cancelled are cancelled, without
     * blame.
     */
    public CommandResult fail(Command.Fail command) {
        Job job = state.job(command.job());
        Refusal refusal = JobChecks.open(job, command.job());
        if (job == null || refusal != null) {
            return refused(refusal);
        }
        Sorting sorting =
                new Sorting(
                        command.tasks(),
                        n -> notRunning(job, n),
                        n -> existing(job, n).state == TaskState.RUNNING ? RUNNING : STOPPED);
        TaskSet stopped = sorting.groups().get(STOPPED);
        if (stopped != null) {
            state.emit(new Event.Cancelled(job.number, stopped));
        }
        TaskSet failed = sorting.groups().get(RUNNING);
        if (failed != null) {
            Digests results =
                    command.results().count() == 0
                            ? Digests.NONE
                            : select(command.tasks(), command.results(), failed);
            state.emit(
                    new Event.Failed(job.number, failed, member.number, command.reason(), results));
            Blame.apply(state, member, WeightCause.failure, Blame.work(state, job, failed));
            Exhaustion.after(state, job, failed, ExhaustedBound.attempts);
        }
        return sorting.result();
    }

    private @Nullable Refusal notOffered(Job job, int number) {
        Refusal refusal = JobChecks.task(state, job, number);
        if (refusal != null) {
            return refusal;
        }
        Task task = existing(job, number);
        if (task.state != TaskState.OFFERED) {
            return RefusalCode.NOT_OFFERED.because("the task is " + task.state);
        }
        return wrongHolder(task);
    }

    private @Nullable Refusal notRunning(Job job, int number) {
        Refusal refusal = JobChecks.task(state, job, number);
        if (refusal != null) {
            return refusal;
        }
        Task task = existing(job, number);
        if (task.state != TaskState.RUNNING && task.state != TaskState.CANCELLING) {
            return RefusalCode.NOT_RUNNING.because("the task is " + task.state);
        }
        return wrongHolder(task);
    }

    private @Nullable Refusal wrongHolder(Task task) {
        if (task.holder != member.number) {
            return RefusalCode.NOT_HOLDER.because("another member holds the task");
        }
        if (task.offeredVersion > member.seen) {
            return RefusalCode.OFFER_UNSEEN.because(
                    "the offer was made at a version past what the sender has seen");
        }
        return null;
    }

    private Task existing(Job job, int number) {
        Task task = state.task(job, number);
        if (task == null) {
            throw new IllegalStateException("checked before");
        }
        return task;
    }

    private static CommandResult refused(@Nullable Refusal refusal) {
        return new CommandResult.Refused(
                refusal == null ? RefusalCode.NO_SUCH_JOB.because("no such job") : refusal);
    }

    /** Of {@code digests}, one for each task of {@code all}, those of {@code some}. */
    private static Digests select(TaskSet all, Digests digests, TaskSet some) {
        if (some.size() == all.size()) {
            return digests;
        }
        byte[] selected = new byte[some.size() * Digests.LENGTH];
        List<Integer> order = new ArrayList<>(all.size());
        all.stream().forEach(order::add);
        int at = 0;
        int index = 0;
        for (PrimitiveIterator.OfInt tasks = some.iterator(); tasks.hasNext(); at++) {
            int task = tasks.nextInt();
            while (order.get(index) != task) {
                index++;
            }
            digests.copy(index, selected, at * Digests.LENGTH);
        }
        return Digests.of(selected);
    }
}
