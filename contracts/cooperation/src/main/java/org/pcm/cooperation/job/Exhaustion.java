package org.pcm.cooperation.job;

import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.ExhaustedBound;
import org.pcm.cooperation.round.Cooperation;

/**
 * Ends tasks that met a bound of the terms, so that re-assignment and retry terminate (A9, B14).
 */
public final class Exhaustion {
    private Exhaustion() {}

    /** Ends those of {@code tasks}, which have just come back, that have reached {@code bound}. */
    public static void after(Cooperation state, Job job, TaskSet tasks, ExhaustedBound bound) {
        TaskSet.Builder ended = new TaskSet.Builder();
        tasks.stream()
                .forEach(number -> {
                    Task task = state.task(job, number);
                    if (task != null && reached(state, task, bound)) {
                        ended.add(number);
                    }
                });
        if (!ended.isEmpty()) {
            state.emit(new Event.Exhausted(job.number, ended.build(), bound));
        }
    }

    private static boolean reached(Cooperation state, Task task, ExhaustedBound bound) {
        return switch (bound) {
            case attempts -> task.attempts >= state.terms().attemptsMax();
            case offers -> task.offers >= state.terms().offersMax();
        };
    }
}
