package org.pcm.cooperation.job;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Cooperation;

/**
 * Jobs that wait for others: they become ready, or are cancelled when one they need is not done.
 */
public final class Following {
    /** Most pages of doomed jobs cancelled in one batch. */
    public static final int MAX_PAGES = 64;

    private Following() {}

    /** Tells those that waited for {@code job}, which has just been closed. */
    public static void closed(Cooperation state, Job job) {
        for (Map.Entry<Long, Set<Long>> wait : List.copyOf(state.head().backlog.waits.entrySet())) {
            if (wait.getValue().isEmpty()) {
                state.emit(new Planned.JobReady(wait.getKey()));
            } else if (wait.getValue().contains(job.number)) {
                state.emit(new Planned.JobDoomed(wait.getKey(), job.number));
            }
        }
    }

    /** Cancels the tasks of doomed jobs, some pages a batch. */
    public static void cancelDoomed(Cooperation state) {
        int pages = 0;
        for (long number : List.copyOf(state.head().backlog.doomed)) {
            Job job = state.existingJob(number);
            if (job.more) {
                state.emit(new Event.JobExtended(number, 0, false));
            }
            for (int page = 0; page < job.pages.size() && pages < MAX_PAGES; page++) {
                if (job.pages.get(page).pending > 0) {
                    pages++;
                    state.emit(
                            new Event.Cancelled(number, waiting(state.taskPage(job, page), page)));
                }
            }
            if (pages >= MAX_PAGES) {
                return;
            }
        }
    }

    private static TaskSet waiting(TaskPage page, int number) {
        TaskSet.Builder tasks = new TaskSet.Builder();
        for (int i = 0; i < page.size(); i++) {
            if (page.at(i).state == TaskState.PENDING) {
                tasks.add(number * PageKeys.TASKS_PER_PAGE + i);
            }
        }
        return tasks.build();
    }
}
