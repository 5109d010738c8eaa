package org.pcm.bench.cycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.pcm.bench.measure.Timings;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;

/**
 * What one owner knows of its tasks: what it signed, and what the ledger's events said since. An
 * owner's submissions take effect in the order of their numbers, so the oldest one without an event
 * is the one that the next event is about. Safe for use by many threads.
 */
final class TaskBook {
    private final String owner;
    private final int member;
    private final Queue<SentTasks> unheard = new ArrayDeque<>();
    private final Map<Long, JobBook> open = new HashMap<>();
    private final List<ClosedJob> closed = new ArrayList<>();
    private final Trouble trouble;
    private long next;

    /**
     * @param member the owner's number in the roster
     */
    TaskBook(String owner, int member, Trouble trouble) {
        this.owner = owner;
        this.member = member;
        this.trouble = trouble;
    }

    /** Numbers the tasks that the owner's next submission makes; to be called in their order. */
    synchronized SentTasks sending(int count, long dueNanos, Timings timings) {
        SentTasks sent = new SentTasks(next, count, dueNanos, timings);
        next += count;
        unheard.add(sent);
        return sent;
    }

    /**
     * Takes an event of the owner's stream.
     *
     * @return how many of the owner's tasks it completed
     */
    synchronized int heard(Event.OfJob event, long nowNanos) {
        if (event instanceof Event.JobSubmitted submitted && submitted.owner() == member) {
            open.put(submitted.job(), new JobBook(owner));
            added(event.job(), submitted.tasks());
        }
        JobBook job = open.get(event.job());
        return job == null ? 0 : heard(event, job, nowNanos);
    }

    private int heard(Event.OfJob event, JobBook job, long nowNanos) {
        switch (event) {
            case Event.JobExtended extended -> added(event.job(), extended.tasks());
            case Event.Offered offered -> job.offered(offered, nowNanos);
            case Event.Completed completed -> {
                if (job.completed(completed, nowNanos) > 0) {
                    trouble.report("wrong or repeated results: " + completed);
                }
                return completed.tasks().size();
            }
            case Event.JobClosed end -> closed(end, job);
            case Event.JobSubmitted submitted -> {}
            case Event.Accepted accepted -> {}
            case Planned other -> trouble.report("unexpected: " + other);
            case Event.OfTasks other -> trouble.report("unexpected: " + other);
        }
        return 0;
    }

    private void added(long number, int count) {
        @Nullable SentTasks sent = unheard.poll();
        JobBook job = open.get(number);
        if (sent == null || job == null || sent.count() != count) {
            trouble.report("job " + number + " has tasks that nobody submitted");
        } else {
            job.add(sent);
        }
    }

    private void closed(Event.JobClosed end, JobBook job) {
        open.remove(end.job());
        closed.add(new ClosedJob(end.job(), job.size(), job.completedOnce(), end.digest()));
    }

    /** Whether nothing is under way. */
    synchronized boolean isQuiet() {
        return unheard.isEmpty() && open.isEmpty();
    }

    /** How many tasks were sent. */
    synchronized long sent() {
        return next;
    }

    /** The jobs that have ended. */
    synchronized List<ClosedJob> closed() {
        return List.copyOf(closed);
    }
}
