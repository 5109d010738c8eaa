package org.pcm.cooperation.job;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.round.Head;

/**
 * The one pass at the end of every batch that matches waiting tasks to free capacity (A5, P8, P9,
 * A9), in runs of neighbouring tasks. It leaves nothing idle that could be used; {@link Sharing}
 * says who gets what, {@link Turns} whose tasks come first. A member who gave a task back gets it
 * again only when no other one qualifies. Work per batch is bounded; what is left over is flagged,
 * and a tick goes on, job after job.
 */
public final class Dispatch {
    /** Most tasks offered in one batch. */
    public static final int MAX_OFFERS = 4_096;

    /** Most pages of waiting tasks read in one batch. */
    public static final int MAX_PAGES = 256;

    /** Most jobs with waiting tasks looked at in one batch. */
    public static final int MAX_JOBS = 128;

    final Cooperation state;
    final Sharing sharing;
    private final TreeMap<Integer, BigInteger> offered = new TreeMap<>();
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
                state.head().openJobs.entrySet().stream()
                        .filter(job -> isDispatched(job.getKey(), job.getValue()))
                        .mapToInt(job -> job.getValue().pending())
                        .sum();
    }

    /** Runs the pass. */
    public static void run(Cooperation state) {
        Dispatch dispatch = new Dispatch(state);
        Progress last = state.head().dispatch;
        boolean inTurns = state.terms().whole() && last.next() == 0;
        state.fold().dispatched(inTurns ? dispatch.inTurns() : dispatch.from(last));
        dispatch.decay();
    }

    /** Whether waiting tasks of the job are to be offered now. */
    private boolean isDispatched(long number, Head.OpenJob job) {
        return job.pending() > 0
                && state.head().backlog.isReady(number)
                && (job.queued().gang()
                        || (state.terms().dispatch().mode() != DispatchMode.GRAB
                                && job.queued().pushFrom() <= state.head().clock));
    }

    /** One owner's tasks, then another's. A bound leaves the rest to sweeps over all jobs. */
    private Progress inTurns() {
        Turns turns = new Turns(this);
        state.head()
                .openJobs
                .forEach((number, job) -> {
                    if (isDispatched(number, job)) {
                        turns.add(number, job.queued());
                    }
                });
        while (!sharing.nobodyHasRoom() && !turns.areOver()) {
            if (turns.next() == JobCursor.BOUND) {
                long first = state.head().openJobs.firstKey();
                return offers > 0 ? new Progress(0, 0, true) : new Progress(first, first, true);
            }
        }
        return Progress.NONE;
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
                    && isDispatched(number, summary)
                    && (!mayLookAtAJob() || !oneJob(state.existingJob(number)))) {
                return begun.stoppedAt(number, offers > 0);
            }
        }
        return Progress.NONE;
    }

    /** False when a bound stopped it. */
    private boolean oneJob(Job job) {
        JobCursor cursor = new JobCursor(this, job);
        int given = cursor.offer();
        while (given > 0) {
            given = cursor.offer();
        }
        return given != JobCursor.BOUND;
    }

    /** Counts a job that is looked at; false when that is one too many. */
    boolean mayLookAtAJob() {
        return jobs++ < MAX_JOBS;
    }

    /** Counts a page that is looked at; false when that is one too many. */
    boolean mayLookAtAPage() {
        return pages++ < MAX_PAGES;
    }

    /** Whether {@code count} more tasks may be offered in this batch. */
    boolean mayOffer(int count) {
        return offers + count <= MAX_OFFERS;
    }

    /**
     * Offers a leading part of {@code length} waiting tasks from {@code place} on, all alike, to
     * one member; how many tasks that were, 0 when there is no room.
     */
    int offerRun(Job job, int pageNumber, int place, int length, Task like) {
        Kind kind = job.kinds.get(like.kind);
        Sharing.Share share = sharing.next(like, kind, Math.max(waiting, length));
        if (share == null) {
            return 0;
        }
        Member member = share.member();
        int count = (int) Math.min(length, share.most());
        int task = pageNumber * PageKeys.TASKS_PER_PAGE + place;
        TaskSet tasks = TaskSet.run(task, task + count - 1);
        Digests specs = state.specs(job, pageNumber).slice(place, place + count);
        long until = state.head().clock + state.terms().offerMillis();
        state.emit(new Event.Offered(job.number, tasks, member.number, like.kind, specs, until));
        sharing.served(member, kind, count);
        BigInteger work = BigInteger.valueOf(kind.work()).multiply(BigInteger.valueOf(count));
        offered.merge(member.number, work, BigInteger::add);
        offers += count;
        return count;
    }

    private void decay() {
        if (state.terms().weights().decay() > 0) {
            offered.forEach((member, work) -> Blame.decay(state, state.roster().get(member), work));
        }
    }
}
