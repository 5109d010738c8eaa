package org.pcm.bench.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import org.pcm.cooperation.event.Event;

/** What an owner has heard of one of its jobs. Used by one thread at a time. */
final class JobBook {
    private static final class TaskLine {
        final SentTasks sent;
        final long number;
        boolean offered;
        int completed;

        TaskLine(SentTasks sent, long number) {
            this.sent = sent;
            this.number = number;
        }
    }

    private final String owner;
    private final List<TaskLine> tasks = new ArrayList<>();

    JobBook(String owner) {
        this.owner = owner;
    }

    /** The job got these tasks. */
    void add(SentTasks sent) {
        for (int i = 0; i < sent.count(); i++) {
            tasks.add(new TaskLine(sent, sent.first() + i));
        }
    }

    void offered(Event.Offered event, long nowNanos) {
        event.tasks().stream()
                .mapToObj(tasks::get)
                .filter(task -> !task.offered)
                .forEach(task -> {
                    task.offered = true;
                    task.sent.timings().toOffered().add(nowNanos - task.sent.dueNanos());
                });
    }

    /**
     * Notes results.
     *
     * @return how many of them are wrong, or of tasks that had one
     */
    int completed(Event.Completed event, long nowNanos) {
        int wrong = 0;
        int index = 0;
        PrimitiveIterator.OfInt numbers = event.tasks().iterator();
        while (numbers.hasNext()) {
            TaskLine task = tasks.get(numbers.nextInt());
            boolean right = Work.isResult(owner, task.number, event.results().at(index++));
            wrong += right && task.completed++ == 0 ? 0 : 1;
            task.sent.timings().toCompleted().add(nowNanos - task.sent.dueNanos());
        }
        return wrong;
    }

    int size() {
        return tasks.size();
    }

    /** How many of its tasks have been completed exactly once. */
    int completedOnce() {
        return (int) tasks.stream().filter(task -> task.completed == 1).count();
    }
}
