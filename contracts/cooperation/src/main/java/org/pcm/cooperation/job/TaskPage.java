package org.pcm.cooperation.job;

import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/** The states of up to 128 neighbouring tasks of a job. */
public final class TaskPage {
    private final List<Task> tasks;

    /** Whether it differs from what lies on the ledger. */
    public boolean dirty;

    private TaskPage(List<Task> tasks) {
        this.tasks = tasks;
    }

    public static TaskPage empty() {
        return new TaskPage(new ArrayList<>());
    }

    public static TaskPage read(byte[] page) {
        PageReader from = new PageReader(page);
        int count = from.count();
        List<Task> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(Task.read(from));
        }
        for (int some = from.atEnd() ? 0 : from.count(); some > 0; some--) {
            Task task = tasks.get(from.count());
            for (int i = from.count(); i > 0; i--) {
                task.decline(from.count());
            }
        }
        from.end();
        return new TaskPage(tasks);
    }

    public byte[] write() {
        PageWriter to = new PageWriter();
        to.number(tasks.size());
        tasks.forEach(task -> task.write(to));
        writeDeclined(to);
        return to.done();
    }

    /** Who declined which tasks stands at the end, if anybody did. */
    private void writeDeclined(PageWriter to) {
        long some = tasks.stream().filter(Task::hasDeclined).count();
        if (some > 0) {
            to.number(some);
            for (int i = 0; i < tasks.size(); i++) {
                if (tasks.get(i).hasDeclined()) {
                    to.number(i).number(tasks.get(i).declined.length);
                    for (int member : tasks.get(i).declined) {
                        to.number(member);
                    }
                }
            }
        }
    }

    public void add(Task task) {
        tasks.add(task);
        dirty = true;
    }

    public int size() {
        return tasks.size();
    }

    /** The task at place {@code i} of this page. */
    public Task at(int i) {
        return tasks.get(i);
    }

    public boolean allEnded() {
        return tasks.stream().allMatch(task -> task.state.ended());
    }

    /** The kinds of its waiting tasks: bit k is set when some are of kind k. */
    int pendingKinds() {
        int kinds = 0;
        for (Task task : tasks) {
            kinds |= task.state == TaskState.PENDING ? 1 << task.kind : 0;
        }
        return kinds;
    }

    /** Earliest time at which a held task is due, 0 when none is. */
    public long nextDue() {
        long next = 0;
        for (Task task : tasks) {
            if (task.state.held() && (next == 0 || task.due < next)) {
                next = task.due;
            }
        }
        return next;
    }
}
