package org.pcm.cooperation.job;

import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.ExhaustedBound;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.Terms;

/**
 * Ends tasks that met a bound of the terms, so that re-assignment and retry terminate (A9, B14).
 */
public final class Exhaustion {
    private Exhaustion() {}

    /** Ends those of {@code tasks}, which have just come back, that may not be offered again. */
    public static void after(Cooperation state, Job job, TaskSet tasks) {
        TaskSet.Builder tried = new TaskSet.Builder();
        TaskSet.Builder offered = new TaskSet.Builder();
        TaskSet.Builder declined = new TaskSet.Builder();
        Terms terms = state.terms();
        int attemptsMax = job.traits.gang() ? 1 : terms.attemptsMax();
        tasks.stream()
                .forEach(number -> {
                    Task task = state.unfolded(job, number);
                    if (task.attempts >= attemptsMax) {
                        tried.add(number);
                    } else if (task.offers >= terms.offersMax()) {
                        offered.add(number);
                    } else if (task.declined.length > 0
                            && everybodyDeclined(state, task, job.kinds.get(task.kind))) {
                        declined.add(number);
                    }
                });
        end(state, job, tried, ExhaustedBound.attempts);
        end(state, job, offered, ExhaustedBound.offers);
        end(state, job, declined, ExhaustedBound.declined);
    }

    private static boolean everybodyDeclined(Cooperation state, Task task, Kind kind) {
        return state.roster().all().stream()
                .filter(Exhaustion::mayStillWork)
                .noneMatch(member -> kind.suits(member) && !task.isDeclinedBy(member.number));
    }

    private static boolean mayStillWork(Member member) {
        return switch (member.state) {
            case ACTIVE, AWAY -> true;
            case LEAVING, LEFT, APPLICANT, SUSPENDED -> false;
        };
    }

    private static void end(
            Cooperation state, Job job, TaskSet.Builder tasks, ExhaustedBound bound) {
        if (!tasks.isEmpty()) {
            state.emit(new Event.Exhausted(job.number, tasks.build(), bound));
        }
    }
}
