package org.pcm.cooperation.round;

import java.math.BigInteger;
import java.util.function.Consumer;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.job.Blame;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.PagePlace;
import org.pcm.cooperation.job.PageSummary;
import org.pcm.cooperation.job.Task;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.page.PageKeys;

/** What events do to tasks, and to the members who hold them. */
final class TaskFold {
    private final Cooperation state;

    TaskFold(Cooperation state) {
        this.state = state;
    }

    /** What an event does to each of its tasks; {@code index} counts them from 0. */
    private interface Change {
        void apply(Task task, int number, int index);
    }

    /** Moves each task along its life after {@code before} was done to it. */
    private Job eachTask(Event.OfTasks e, Change before) {
        Job job = state.existingJob(e.job());
        job.dirty = true;
        TaskSet tasks = e.tasks();
        int index = 0;
        for (int run = 0; run < tasks.runs(); run++) {
            for (int number = tasks.from(run); number <= tasks.to(run); number++) {
                oneTask(e, job, number, index++, before);
            }
        }
        return job;
    }

    private void oneTask(Event.OfTasks e, Job job, int number, int index, Change before) {
        int pageNumber = number / PageKeys.TASKS_PER_PAGE;
        TaskPage page = state.taskPage(job, pageNumber);
        page.dirty = true;
        Task task = page.at(number % PageKeys.TASKS_PER_PAGE);
        PageSummary summary = job.pages.get(pageNumber);
        summary.pending -= task.state == TaskState.PENDING ? 1 : 0;
        before.apply(task, number, index);
        task.state = TaskState.LIFE.next(task.state, e);
        summary.pending += task.state == TaskState.PENDING ? 1 : 0;
    }

    private Member member(Event.OfMember e) {
        return touch(e.member());
    }

    private Member touch(int number) {
        Member member = state.roster().get(number);
        state.roster().touch(member);
        return member;
    }

    void offered(Event.Offered e) {
        Member member = member(e);
        if (!member.holdsTasks()) {
            member.seenAt = state.head().clock;
        }
        Job job =
                eachTask(
                        e,
                        (task, number, i) -> {
                            task.offers++;
                            task.holder = e.member();
                            task.offeredVersion = state.batchVersion();
                            task.due = e.until();
                            countOffer(member, e, number, 1);
                        });
        member.used = member.used.plus(job.kinds.get(e.kind()).needs().times(e.tasks().size()));
    }

    /** Counts an unanswered offer of {@code member} up or down, by the page it lies on. */
    private static void countOffer(Member member, Event.OfTasks e, int task, int change) {
        member.offers.merge(
                new PagePlace(e.job(), task / PageKeys.TASKS_PER_PAGE),
                change,
                (a, b) -> a + b == 0 ? null : a + b);
    }

    void accepted(Event.Accepted e) {
        Member member = member(e);
        eachTask(
                e,
                (task, number, i) -> {
                    task.attempts++;
                    task.due = e.until();
                    countOffer(member, e, number, -1);
                });
        member.running += e.tasks().size();
    }

    /**
     * Others are asked first from now on (A9): also when the member is not to blame, else one who
     * leaves and comes back could use up all offers of a task.
     */
    void givenBack(Event.OfHolder e) {
        Member member = member(e);
        eachTask(
                e,
                (task, number, i) -> {
                    release(member, e, task);
                    task.holder = Task.NOBODY;
                    countOffer(member, e, number, -1);
                    task.exclude(e.member());
                });
    }

    /** Offered and accepted at once. */
    void grabbed(Planned.Grabbed e) {
        Member member = member(e);
        if (!member.holdsTasks()) {
            member.seenAt = state.head().clock;
        }
        Job job =
                eachTask(
                        e,
                        (task, number, i) -> {
                            task.offers++;
                            task.attempts++;
                            task.holder = e.member();
                            task.offeredVersion = state.batchVersion();
                            task.due = e.until();
                        });
        member.used = member.used.plus(job.kinds.get(e.kind()).needs().times(e.tasks().size()));
        member.running += e.tasks().size();
    }

    /** Given back, and never to come again. */
    void declined(Planned.RejectedForGood e) {
        givenBack(e);
        eachOf(e, task -> task.decline(e.member()));
    }

    private void eachOf(Event.OfTasks e, Consumer<Task> change) {
        Job job = state.existingJob(e.job());
        e.tasks().stream().forEach(number -> change.accept(state.unfolded(job, number)));
    }

    void readied(Planned.Readied e) {
        Member member = member(e);
        eachTask(e, (task, number, i) -> countOffer(member, e, number, -1));
        member.running += e.tasks().size();
    }

    void started(Planned.Started e) {
        eachTask(
                e,
                (task, number, i) -> {
                    task.attempts++;
                    task.due = e.until();
                });
    }

    /** Nobody is to blame, so nobody is asked later than others. */
    void disbanded(Planned.Disbanded e) {
        eachTask(
                e,
                (task, number, i) -> {
                    takeBack(e, task, number);
                    task.holder = Task.NOBODY;
                });
    }

    private void release(Member member, Event.OfTasks e, Task task) {
        Job job = state.existingJob(e.job());
        member.used = member.used.less(job.kinds.get(task.kind).needs());
    }

    void completed(Event.Completed e) {
        Member member = member(e);
        Job job =
                eachTask(
                        e,
                        (task, number, i) -> {
                            release(member, e, task);
                            task.result = e.results().at(i);
                        });
        job.done += e.tasks().size();
        member.running -= e.tasks().size();
        proves(member, Blame.work(state, job, e.tasks()));
    }

    /** Work done shortens a newcomer's probation. */
    private static void proves(Member member, BigInteger work) {
        if (member.extra.probation() > 0) {
            BigInteger left = BigInteger.valueOf(member.extra.probation()).subtract(work);
            member.extra = member.extra.withProbation(left.max(BigInteger.ZERO).longValueExact());
        }
    }

    void failed(Event.OfHolder e, Digests results) {
        Member member = member(e);
        eachTask(
                e,
                (task, number, i) -> {
                    release(member, e, task);
                    task.exclude(e.member());
                    if (results.count() > 0) {
                        task.result = results.at(i);
                    }
                });
        member.running -= e.tasks().size();
    }

    void exhausted(Event.Exhausted e) {
        eachTask(e, (task, number, i) -> {}).failed += e.tasks().size();
    }

    /** From rules 2 on the holder has the grace to stop, not all of the time limit. */
    void cancelling(Event.Cancelling e) {
        long stopped = state.head().clock + state.terms().graceMillis();
        boolean soon = state.terms().whole();
        eachTask(e, (task, number, i) -> task.due = soon ? Math.min(task.due, stopped) : task.due);
    }

    void cancelled(Event.Cancelled e) {
        eachTask(e, (task, number, i) -> takeBack(e, task, number)).cancelled += e.tasks().size();
    }

    private void takeBack(Event.OfTasks e, Task task, int number) {
        if (task.state.held()) {
            Member holder = touch(task.holder);
            release(holder, e, task);
            if (task.state == TaskState.OFFERED) {
                countOffer(holder, e, number, -1);
            } else {
                holder.running--;
            }
        }
    }
}
