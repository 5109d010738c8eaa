package org.pcm.bench.cycle;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pcm.bench.measure.Timings;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.submission.Command;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.Settled;
import org.pcm.participant.information.http.Lane;

/**
 * The part of a participant that submits tasks, the same number with each submission. A submission
 * of a whole page of tasks is a job; smaller ones add to a job until it is long enough. Runs once,
 * until {@link #stop}.
 */
final class Owner implements Runnable {
    /** Tasks of a page on the ledger: a submission of so many is a job by itself. */
    private static final int WHOLE_JOB = 128;

    /** Tasks of a job that is submitted in smaller parts. */
    private static final int GROWN_JOB = 2_048;

    /** What every task needs. */
    static final Kind KIND = new Kind(new Resources(1_000, 64, 0), 1_000, 60_000);

    private final String name;
    private final Lane lane;
    private final TaskBook book;
    private final Answers answers;
    private final int tasksPerSubmission;
    private final Pace pace;
    private final Timings timings;
    private final int jobTasks;
    private int inJob;
    private long job;
    private volatile boolean stopping;
    private volatile boolean ended;

    Owner(
            String name,
            Lane lane,
            TaskBook book,
            Answers answers,
            int tasksPerSubmission,
            Pace pace,
            Timings timings) {
        this.name = name;
        this.lane = lane;
        this.book = book;
        this.answers = answers;
        this.tasksPerSubmission = tasksPerSubmission;
        this.pace = pace;
        this.timings = timings;
        this.jobTasks = tasksPerSubmission < WHOLE_JOB ? GROWN_JOB : tasksPerSubmission;
    }

    @Override
    public void run() {
        try {
            while (!stopping || inJob > 0) {
                submit();
            }
        } catch (InterruptedException e) {
            // the load is over
        } catch (PcmException e) {
            answers.trouble().report("an owner broke: " + e);
        } finally {
            ended = true;
        }
    }

    /** Has it end with the job it is at. */
    void stop() {
        stopping = true;
        pace.hurry();
    }

    /** Whether it submits no more. */
    boolean hasEnded() {
        return ended;
    }

    private void submit() throws InterruptedException {
        long dueNanos = pace.await(tasksPerSubmission);
        if (stopping && inJob == 0) {
            return;
        }
        SentTasks sent = book.sending(tasksPerSubmission, dueNanos, timings);
        Digests specs = Work.specs(name, sent.first(), sent.count());
        boolean more = !stopping && inJob + sent.count() < jobTasks;
        Command command =
                inJob == 0
                        ? new Command.Submit(
                                "load " + sent.first(), List.of(KIND), specs, List.of(), more)
                        : new Command.Extend(job, specs, List.of(), more);
        CompletableFuture<Settled> pending = lane.send(List.of(command));
        answers.watch(pending, settled -> {});
        if (inJob == 0 && more) {
            job = Lane.await(pending).only().job();
        }
        inJob = more ? inJob + sent.count() : 0;
    }
}
