package org.pcm.cooperation.job;

import java.util.Map;
import java.util.TreeMap;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.round.Cooperation;

/**
 * A job whose tasks start together or not at all. They are of one kind and lie on one page. Each
 * holder accepts its part; once all have, all run. When one is given back before that, the others
 * are too, and nobody is to blame for those. Once they run there is one attempt: when one fails,
 * the others are told to stop.
 */
public final class Gang {
    /** Most tasks of a gang. */
    public static final int MAX_TASKS = 128;

    private Gang() {}

    /** Starts the gang if all its tasks are ready. */
    static void readied(Cooperation state, Job job) {
        TaskSet ready = in(state, job, TaskState.READY);
        if (ready.size() == job.tasks) {
            Kind kind = job.kinds.get(0);
            long until = state.head().clock + kind.limitMillis() + state.terms().graceMillis();
            state.emit(new Planned.Started(job.number, ready, until));
        }
    }

    /** A task of the gang came back. */
    public static void lost(Cooperation state, Job job) {
        TaskSet hoping = in(state, job, TaskState.OFFERED, TaskState.READY);
        if (!hoping.isEmpty()) {
            state.emit(new Planned.Disbanded(job.number, hoping));
        }
        Exhaustion.after(state, job, in(state, job, TaskState.PENDING));
        if (job.failed > 0) {
            end(state, job);
        }
    }

    /** Without one of its tasks the gang is nothing. */
    private static void end(Cooperation state, Job job) {
        TaskSet waiting = in(state, job, TaskState.PENDING);
        if (!waiting.isEmpty()) {
            state.emit(new Event.Cancelled(job.number, waiting));
        }
        Map<Integer, TaskSet.Builder> running = new TreeMap<>();
        in(state, job, TaskState.RUNNING).stream()
                .forEach(number ->
                        running.computeIfAbsent(
                                        state.unfolded(job, number).holder,
                                        holder -> new TaskSet.Builder())
                                .add(number));
        running.forEach((holder, tasks) ->
                state.emit(new Event.Cancelling(job.number, tasks.build(), holder)));
    }

    private static TaskSet in(Cooperation state, Job job, TaskState... states) {
        TaskSet.Builder tasks = new TaskSet.Builder();
        for (int number = 0; number < job.tasks; number++) {
            for (TaskState one : states) {
                if (state.unfolded(job, number).state == one) {
                    tasks.add(number);
                }
            }
        }
        return tasks.build();
    }
}
