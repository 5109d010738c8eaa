package org.pcm.cooperation.job;

import java.util.Arrays;

/**
 * Goes through the waiting tasks of one job, run by run, within the bounds of a {@link Dispatch}.
 */
final class JobCursor {
    /** A bound of the pass was met: what is left waits for the next one. */
    static final int BOUND = -1;

    private static final int NOT_ENTERED = -1;

    private final Dispatch pass;
    private final Job job;

    /** Kinds nobody has room for; none comes within a pass, so that is asked once. */
    private final boolean[] noRoom;

    private int page;
    private int place = NOT_ENTERED;
    private int kind;

    JobCursor(Dispatch pass, Job job) {
        this.pass = pass;
        this.job = job;
        this.noRoom = new boolean[job.kinds.size()];
    }

    /** The kind of the tasks offered last. */
    Kind kind() {
        return job.kinds.get(kind);
    }

    /** Offers the next run; how many tasks, 0 when nothing is left that could be, or BOUND. */
    int offer() {
        while (page < job.pages.size()) {
            if (place == NOT_ENTERED) {
                if (!anyRoom(job.pages.get(page))) {
                    page++;
                    continue;
                }
                if (!pass.mayLookAtAPage()) {
                    return BOUND;
                }
                place = 0;
            }
            int given = job.traits.gang() ? offerGang() : offerOnPage();
            if (given != 0) {
                return given;
            }
            page++;
            place = NOT_ENTERED;
        }
        return 0;
    }

    private boolean anyRoom(PageSummary summary) {
        for (int kind = 0; kind < noRoom.length; kind++) {
            if (summary.waits(kind) && !noRoom[kind]) {
                noRoom[kind] = !pass.sharing.anyRoom(job.kinds.get(kind));
                if (!noRoom[kind]) {
                    return true;
                }
            }
        }
        return false;
    }

    private int offerOnPage() {
        TaskPage tasks = pass.state.taskPage(job, page);
        while (place < tasks.size()) {
            if (tasks.at(place).state != TaskState.PENDING) {
                place++;
                continue;
            }
            if (!pass.mayOffer(1)) {
                return BOUND;
            }
            kind = tasks.at(place).kind;
            int length = runLength(tasks, place, pass.state.terms().runMax());
            int given = pass.offerRun(job, page, place, length, tasks.at(place));
            place += given > 0 ? given : length;
            if (given > 0) {
                return given;
            }
        }
        return 0;
    }

    /**
     * How many tasks from {@code place} on are alike for dispatch: waiting, of one kind, given back
     * by the same members.
     */
    private static int runLength(TaskPage page, int place, int most) {
        Task first = page.at(place);
        int length = 1;
        while (length < most
                && place + length < page.size()
                && alike(first, page.at(place + length))) {
            length++;
        }
        return length;
    }

    private static boolean alike(Task a, Task b) {
        return b.state == TaskState.PENDING
                && a.kind == b.kind
                && Arrays.equals(a.excluded, b.excluded)
                && Arrays.equals(a.declined, b.declined);
    }

    /** All tasks of the gang or none; they lie on one page, and all of them wait. */
    private int offerGang() {
        TaskPage tasks = pass.state.taskPage(job, page);
        if (place > 0 || !allWait(tasks)) {
            return 0;
        }
        Task like = template(tasks);
        Kind kind = job.kinds.get(0);
        if (pass.sharing.room(like, kind, true) < job.tasks) {
            return 0;
        }
        if (!pass.mayOffer(job.tasks)) {
            return BOUND;
        }
        while (place < job.tasks) {
            int length = Math.min(pass.state.terms().runMax(), job.tasks - place);
            int given = pass.offerRun(job, page, place, length, like);
            if (given == 0) {
                return place; // the rest waits; what was offered returns when the offers expire
            }
            place += given;
        }
        return place;
    }

    private boolean allWait(TaskPage tasks) {
        for (int i = 0; i < tasks.size(); i++) {
            if (tasks.at(i).state != TaskState.PENDING) {
                return false;
            }
        }
        return !job.more;
    }

    /** Whoever gave one back is asked for none, unless the others do not suffice. */
    private Task template(TaskPage tasks) {
        Task gaveBack = new Task(0);
        Task declined = new Task(0);
        for (int i = 0; i < tasks.size(); i++) {
            for (int member : tasks.at(i).excluded) {
                gaveBack.decline(member);
            }
            for (int member : tasks.at(i).declined) {
                declined.decline(member);
            }
        }
        boolean othersSuffice = pass.sharing.room(gaveBack, job.kinds.get(0), false) >= job.tasks;
        return othersSuffice ? gaveBack : declined;
    }
}
