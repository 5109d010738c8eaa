package org.pcm.cooperation.round;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Blame;
import org.pcm.cooperation.job.Exhaustion;
import org.pcm.cooperation.job.Following;
import org.pcm.cooperation.job.Gang;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.Task;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.member.WeightCause;
import org.pcm.cooperation.page.PageKeys;

/**
 * Fires what is due by the lane's clock at the beginning of every batch, so that nobody can choose
 * which deadline fires: offers expire, attempts become overdue, members go away.
 */
public final class Timers {
    /** Most pages of due tasks handled in one batch, and as many handed back by members. */
    public static final int MAX_PAGES = 64;

    private final Cooperation state;

    private Timers(Cooperation state) {
        this.state = state;
    }

    /** Fires; true when the bound left something due. Neither bound holds up the other's work. */
    public static boolean fire(Cooperation state) {
        Timers timers = new Timers(state);
        Following.cancelDoomed(state);
        boolean membersLeft = timers.membersAway();
        return timers.dueTasks() || membersLeft;
    }

    /** When the next thing is due, 0 when nothing is. */
    public static long next(Cooperation state) {
        long next = Long.MAX_VALUE;
        for (Head.OpenJob job : state.head().openJobs.values()) {
            next = job.nextDue() > 0 ? Math.min(next, job.nextDue()) : next;
            boolean opens = job.pending() > 0 && job.queued().pushFrom() > state.head().clock;
            next = opens ? Math.min(next, job.queued().pushFrom()) : next;
        }
        for (Member member : state.roster().all()) {
            next = canGoAway(member) ? Math.min(next, awayAt(state, member)) : next;
        }
        long governed = Rounds.nextDue(state);
        next = governed > 0 ? Math.min(next, governed) : next;
        return next == Long.MAX_VALUE ? 0 : next;
    }

    private static boolean canGoAway(Member member) {
        return member.state == MemberState.ACTIVE && member.holdsTasks();
    }

    private static long awayAt(Cooperation state, Member member) {
        return member.seenAt + state.terms().awayMillis();
    }

    private boolean membersAway() {
        int pages = 0;
        for (Member member : state.roster().all()) {
            if (canGoAway(member) && isDue(awayAt(state, member), state.head().clock)) {
                if (pages >= MAX_PAGES) {
                    return true;
                }
                state.emit(new Event.Away(member.number));
                pages += HandBack.unseenOffers(state, member);
            }
        }
        return false;
    }

    private boolean dueTasks() {
        int pages = 0;
        for (long number : dueJobs()) {
            Job job = state.existingJob(number);
            for (int page = 0; page < job.pages.size(); page++) {
                if (isDue(job.pages.get(page).nextDue, state.head().clock)) {
                    if (pages++ >= MAX_PAGES) {
                        return true;
                    }
                    onePage(job, page);
                }
            }
        }
        return false;
    }

    /** Jobs with due tasks, longest due first: so that no job's many hold up another's for ever. */
    private List<Long> dueJobs() {
        return state.head().openJobs.entrySet().stream()
                .filter(job -> isDue(job.getValue().nextDue(), state.head().clock))
                .sorted(Comparator.comparingLong(job -> job.getValue().nextDue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isDue(long due, long clock) {
        return due > 0 && due <= clock;
    }

    /** What is due on one page, by holder: each holder's tasks make one event. */
    private void onePage(Job job, int pageNumber) {
        TaskPage page = state.taskPage(job, pageNumber);
        page.dirty = true; // its summary is made anew even when what was due has moved on
        TreeMap<Integer, TaskSet.Builder> unseen = new TreeMap<>();
        TreeMap<Integer, TaskSet.Builder> ignored = new TreeMap<>();
        TreeMap<Integer, TaskSet.Builder> overdue = new TreeMap<>();
        TaskSet.Builder cancelled = new TaskSet.Builder();
        for (int i = 0; i < page.size(); i++) {
            Task task = page.at(i);
            int number = pageNumber * PageKeys.TASKS_PER_PAGE + i;
            if (task.state.held() && task.due <= state.head().clock) {
                switch (task.state) {
                    case OFFERED -> add(hasSeen(task) ? ignored : unseen, task.holder, number);
                    case RUNNING -> add(overdue, task.holder, number);
                    case CANCELLING -> cancelled.add(number);
                    case READY -> {} // goes with the offers that its gang still waits for
                    case PENDING, DONE, FAILED, CANCELLED ->
                            throw new IllegalStateException("not held");
                }
            }
        }
        unseen.forEach((holder, tasks) -> expire(job, holder, tasks.build(), false));
        ignored.forEach((holder, tasks) -> expire(job, holder, tasks.build(), true));
        overdue.forEach((holder, tasks) -> overdue(job, holder, tasks.build()));
        boolean lost = !(unseen.isEmpty() && ignored.isEmpty() && overdue.isEmpty());
        if (job.traits.gang() && lost) {
            Gang.lost(state, job);
        }
        if (!cancelled.isEmpty()) {
            state.emit(new Event.Cancelled(job.number, cancelled.build()));
        }
    }

    private boolean hasSeen(Task task) {
        return task.offeredVersion <= state.roster().get(task.holder).seen;
    }

    private static void add(Map<Integer, TaskSet.Builder> byHolder, int holder, int task) {
        byHolder.computeIfAbsent(holder, h -> new TaskSet.Builder()).add(task);
    }

    private void expire(Job job, int holder, TaskSet tasks, boolean seen) {
        state.emit(new Event.OfferExpired(job.number, tasks, holder, seen));
        if (seen) {
            blame(job, holder, tasks, WeightCause.expire);
        }
        end(job, tasks);
    }

    private void overdue(Job job, int holder, TaskSet tasks) {
        state.emit(new Event.Overdue(job.number, tasks, holder));
        blame(job, holder, tasks, WeightCause.failure);
        end(job, tasks);
    }

    /** Of a gang all holders are dealt with before it falls apart. */
    private void end(Job job, TaskSet tasks) {
        if (!job.traits.gang()) {
            Exhaustion.after(state, job, tasks);
        }
    }

    private void blame(Job job, int holder, TaskSet tasks, WeightCause cause) {
        Blame.apply(state, state.roster().get(holder), cause, Blame.work(state, job, tasks));
    }
}
