package org.pcm.cooperation.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.Head;

/**
 * The one pass at the end of every batch that matches waiting tasks to free capacity (A5, P8, P9,
 * A9), in runs of neighbouring tasks, job after job from where the last pass stopped. It leaves
 * nothing idle that could be used; {@link Sharing} says who gets what. A member who gave a task
 * back gets it again only when no other one qualifies. Work per batch is bounded; what is left over
 * is flagged, and a tick goes on.
 */
public final class Dispatch {
    /** Most tasks offered in one batch. */
    public static final int MAX_OFFERS = 4_096;

    /** Most pages of waiting tasks read in one batch. */
    public static final int MAX_PAGES = 256;

    /** Most jobs with waiting tasks looked at in one batch. */
    public static final int MAX_JOBS = 128;

    private final Cooperation state;
    private final Sharing sharing;
    private int offers;
    private int pages;
    private int jobs;

    /**
     * Tasks of all jobs that waited when the pass began: each member gets its part of them. Counted
     * over all jobs, a member's part is one long run of few jobs instead of a short run of each, so
     * that its answers touch few pages.
     */
    private final int waiting;

    private Dispatch(Cooperation state) {
        this.state = state;
        this.sharing = new Sharing(state);
        this.waiting =
                state.head().openJobs.values().stream().mapToInt(Head.OpenJob::pending).sum();
    }

    /** Runs the pass. */
    public static void run(Cooperation state) {
        Dispatch dispatch = new Dispatch(state);
        state.fold().dispatched(dispatch.from(state.head().dispatch));
    }

    /** Goes through the open jobs, each once. */
    private Progress from(Progress last) {
        Progress begun = state.events().isEmpty() ? last : last.anew();
        List<Long> order =
                new ArrayList<>(state.head().openJobs.tailMap(begun.next(), true).keySet());
        order.addAll(state.head().openJobs.headMap(begun.next(), false).keySet());
        for (long number : order) {
            if (sharing.nobodyHasRoom()) {
                return Progress.NONE;
            }
            Head.OpenJob summary = state.head().openJobs.get(number);
            if (summary != null
                    && summary.pending() > 0
                    && (jobs++ >= MAX_JOBS || !oneJob(state.existingJob(number)))) {
                return begun.stoppedAt(number, offers > 0);
            }
        }
        return Progress.NONE;
    }

    /** False when a bound stopped it. */
    private boolean oneJob(Job job) {
        boolean[] noRoom = new boolean[job.kinds.size()];
        for (int page = 0; page < job.pages.size(); page++) {
            if (anyRoom(job, job.pages.get(page), noRoom)
                    && (pages++ >= MAX_PAGES || !onePage(job, page))) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@code noRoom}: kinds nobody has room for; none comes within a pass, so that is asked once.
     */
    private boolean anyRoom(Job job, PageSummary page, boolean[] noRoom) {
        for (int kind = 0; kind < noRoom.length; kind++) {
            if (page.waits(kind) && !noRoom[kind]) {
                noRoom[kind] = !sharing.anyRoom(job.kinds.get(kind));
                if (!noRoom[kind]) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean onePage(Job job, int pageNumber) {
        TaskPage page = state.taskPage(job, pageNumber);
        int place = 0;
        while (place < page.size()) {
            if (page.at(place).state != TaskState.PENDING) {
                place++;
            } else if (offers >= MAX_OFFERS) {
                return false;
            } else {
                int length = runLength(page, place, state.terms().runMax());
                int given = offerRun(job, pageNumber, place, length);
                place += given > 0 ? given : length;
            }
        }
        return true;
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
                && Arrays.equals(a.excluded, b.excluded);
    }

    /**
     * Offers a leading part of the run to one member; how many tasks that were, 0 when there is no
     * room.
     */
    private int offerRun(Job job, int pageNumber, int place, int length) {
        Task first = state.taskPage(job, pageNumber).at(place);
        Kind kind = job.kinds.get(first.kind);
        Sharing.Share share = sharing.next(first, kind, waiting);
        if (share == null) {
            return 0;
        }
        Member member = share.member();
        int count = (int) Math.min(length, share.most());
        int task = pageNumber * PageKeys.TASKS_PER_PAGE + place;
        TaskSet tasks = TaskSet.run(task, task + count - 1);
        Digests specs = state.specs(job, pageNumber).slice(place, place + count);
        long until = state.head().clock + state.terms().offerMillis();
        state.emit(new Event.Offered(job.number, tasks, member.number, first.kind, specs, until));
        sharing.served(member, kind, count);
        offers += count;
        return count;
    }
}
