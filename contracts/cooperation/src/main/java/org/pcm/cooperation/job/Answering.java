package org.pcm.cooperation.job;

import java.math.BigInteger;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandResult;

/** Decides what members answer to offers and report of tasks (A7, A8, A9, B12–B14). */
public final class Answering {
    private static final int RUNNING = 0;
    private static final int STOPPED = 1;

    /** The reason of a rejection that may cost no weight (ruling 5). */
    public static final String NO_CAPACITY = "NoCapacity";

    private final Cooperation state;
    private final Member member;

    public Answering(Cooperation state, Member member) {
        this.state = state;
        this.member = member;
    }

    /** Offered tasks run; the weight rises. */
    public CommandResult accept(Command.Accept command) {
        return JobChecks.whenOpen(state, command.job(), job -> accept(job, command));
    }

    private CommandResult accept(Job job, Command.Accept command) {
        if (job.traits.gang()) {
            return join(job, command);
        }
        Sorting sorting =
                new Sorting(
                        command.tasks(), n -> notOffered(job, n), n -> state.unfolded(job, n).kind);
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

    /** Offered tasks of a gang are ready; once all are, all run. */
    private CommandResult join(Job job, Command.Accept command) {
        Sorting sorting = new Sorting(command.tasks(), n -> notOffered(job, n), n -> 0);
        TaskSet tasks = sorting.good();
        if (!tasks.isEmpty()) {
            state.emit(new Planned.Readied(job.number, tasks, member.number));
            Blame.apply(state, member, WeightCause.accept, Blame.work(state, job, tasks));
            Gang.readied(state, job);
        }
        return sorting.result();
    }

    /** Offered tasks go elsewhere; the weight falls. */
    public CommandResult reject(Command.Reject command) {
        return JobChecks.whenOpen(state, command.job(), job -> reject(job, command));
    }

    private CommandResult reject(Job job, Command.Reject command) {
        Sorting sorting = new Sorting(command.tasks(), n -> notOffered(job, n), n -> 0);
        TaskSet tasks = sorting.good();
        if (!tasks.isEmpty()) {
            state.emit(
                    command.last()
                            ? new Planned.RejectedForGood(
                                    job.number, tasks, member.number, command.reason())
                            : new Event.Rejected(
                                    job.number, tasks, member.number, command.reason()));
            if (command.reason().equals(NO_CAPACITY)
                    && Capacity.isShort(state, job, member, tasks)) {
                Capacity.coolsDown(state, member);
            } else {
                Blame.apply(state, member, WeightCause.reject, Blame.work(state, job, tasks));
            }
            GiveBack.after(state, job, tasks);
        }
        return sorting.result();
    }

    /** Running tasks are done; the weight rises. */
    public CommandResult complete(Command.Complete command) {
        return JobChecks.whenOpen(state, command.job(), job -> complete(job, command));
    }

    private CommandResult complete(Job job, Command.Complete command) {
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
        return JobChecks.whenOpen(state, command.job(), job -> fail(job, command));
    }

    private CommandResult fail(Job job, Command.Fail command) {
        Sorting sorting =
                new Sorting(
                        command.tasks(),
                        n -> notRunning(job, n),
                        n -> state.unfolded(job, n).state == TaskState.RUNNING ? RUNNING : STOPPED);
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
            GiveBack.after(state, job, failed);
        }
        return sorting.result();
    }

    private @Nullable Refusal notOffered(Job job, int number) {
        Refusal refusal = JobChecks.task(state, job, number);
        if (refusal != null) {
            return refusal;
        }
        Task task = state.unfolded(job, number);
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
        Task task = state.unfolded(job, number);
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

    /** Of {@code digests}, one for each task of {@code all}, those of {@code some}. */
    private static Digests select(TaskSet all, Digests digests, TaskSet some) {
        if (some.size() == all.size()) {
            return digests;
        }
        byte[] selected = new byte[some.size() * Digests.LENGTH];
        int at = 0;
        int index = 0;
        for (PrimitiveIterator.OfInt tasks = all.iterator(); tasks.hasNext(); index++) {
            if (some.contains(tasks.nextInt())) {
                digests.copy(index, selected, at * Digests.LENGTH);
                at++;
            }
        }
        return Digests.of(selected);
    }
}
