package org.pcm.cooperation.job;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.round.Cooperation;
import org.pcm.cooperation.round.Head;

/**
 * The one pass at the end of every batch that matches waiting tasks to free capacity (A5, P8, P9,
 * A9). It leaves nothing idle that could be used, and shares by weight × pledge: each run of tasks
 * goes to the member that was served least, measured in virtual time = estimated work ÷ (weight ×
 * pledged CPU), among those with room. A member that lagged behind by more than {@link #MEMORY} is
 * not made up for. A member who gave a task back gets it again only when no other one qualifies.
 * Work per batch is bounded; what is left over is flagged, and a tick goes on.
 */
public final class Dispatch {
    /** Most tasks offered in one batch. */
    public static final int MAX_OFFERS = 4_096;

    /** Most pages of waiting tasks read in one batch. */
    public static final int MAX_PAGES = 256;

    /** Virtual time has this many parts a millisecond at weight one thousandth. */
    private static final BigInteger SCALE = BigInteger.ONE.shiftLeft(20);

    /**
     * How far back a lag in service is remembered: ten minutes of the full pledge at the starting
     * weight.
     */
    public static final long MEMORY = (600_000L << 20) / 1_000;

    private final Cooperation state;
    private int offers;
    private int pages;
    private long stoppedAt;

    private Dispatch(Cooperation state) {
        this.state = state;
    }

    /**
     * What the pass left.
     *
     * @param unfinished whether a further pass could offer more
     * @param from job at which it should begin, 0 for the first
     */
    public record Rest(boolean unfinished, long from) {}

    /** Runs the pass. */
    public static Rest run(Cooperation state) {
        Dispatch dispatch = new Dispatch(state);
        dispatch.allJobs();
        boolean unfinished = dispatch.stoppedAt != 0 && dispatch.offers > 0;
        return new Rest(unfinished, dispatch.stoppedAt);
    }

    private void allJobs() {
        long from = state.head().dispatchFrom;
        List<Long> order = new ArrayList<>(state.head().openJobs.tailMap(from, true).keySet());
        order.addAll(state.head().openJobs.headMap(from, false).keySet());
        for (long number : order) {
            Head.OpenJob summary = state.head().openJobs.get(number);
            if (summary != null && summary.pending() > 0 && !oneJob(state.existingJob(number))) {
                stoppedAt = number;
                return;
            }
        }
    }

    /** False when a bound stopped it. */
    private boolean oneJob(Job job) {
        for (int page = 0; page < job.pages.size(); page++) {
            if (job.pages.get(page).pending == 0) {
                continue;
            }
            if (job.kinds.stream().noneMatch(kind -> anyRoom(kind))) {
                return true;
            }
            if (pages++ >= MAX_PAGES || !onePage(job, page)) {
                return false;
            }
        }
        return true;
    }

    private boolean anyRoom(Kind kind) {
        return state.roster().all().stream().anyMatch(member -> room(member, kind) > 0);
    }

    private boolean onePage(Job job, int pageNumber) {
        TaskPage page = state.taskPage(job, pageNumber);
        int place = 0;
        while (place < page.size()) {
            Task task = page.at(place);
            if (task.state != TaskState.PENDING) {
                place++;
                continue;
            }
            if (offers >= MAX_OFFERS) {
                return false;
            }
            int length = runLength(page, place, state.terms().runMax());
            int given = offerRun(job, pageNumber, place, length);
            place += given > 0 ? given : length;
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
        TaskPage page = state.taskPage(job, pageNumber);
        Task first = page.at(place);
        Kind kind = job.kinds.get(first.kind);
        boolean anybody = first.excluded.length > 0 && !anotherQualifies(first, kind);
        Choice choice = choose(first, kind, anybody);
        if (choice.member == null) {
            return 0;
        }
        Member member = choice.member;
        int count =
                (int) Math.min(Math.min(length, room(member, kind)), choice.share(job.pending()));
        int task = pageNumber * PageKeys.TASKS_PER_PAGE + place;
        TaskSet tasks = TaskSet.run(task, task + count - 1);
        Digests specs = state.specs(job, pageNumber).slice(place, place + count);
        long until = state.head().clock + state.terms().offerMillis();
        long before = startOf(member);
        state.emit(new Event.Offered(job.number, tasks, member.number, first.kind, specs, until));
        state.fold().served(member, before, before + virtualTime(kind, count, member));
        offers += count;
        return count;
    }

    /**
     * Whether a member who did not give the task back could ever run it: then it waits for such a
     * one (A9).
     */
    private boolean anotherQualifies(Task task, Kind kind) {
        return state.roster().all().stream()
                .anyMatch(member ->
                        member.state == MemberState.ACTIVE
                                && kind.needs().fits(member.pledge)
                                && !task.excludes(member.number));
    }

    private record Choice(@Nullable Member member, BigInteger standing, BigInteger standingOfAll) {
        /** The chosen member's part of {@code pending} tasks, at least one. */
        long share(int pending) {
            BigInteger part =
                    BigInteger.valueOf(pending)
                            .multiply(standing)
                            .add(standingOfAll)
                            .subtract(BigInteger.ONE)
                            .divide(standingOfAll);
            return Math.max(1, part.longValueExact());
        }
    }

    private Choice choose(Task task, Kind kind, boolean anybody) {
        Member best = null;
        BigInteger all = BigInteger.ZERO;
        for (Member member : state.roster().all()) {
            if (room(member, kind) > 0 && (anybody || !task.excludes(member.number))) {
                all = all.add(standing(member));
                if (best == null || startOf(member) < startOf(best)) {
                    best = member;
                }
            }
        }
        return new Choice(best, best == null ? BigInteger.ONE : standing(best), all);
    }

    private static long room(Member member, Kind kind) {
        return member.state == MemberState.ACTIVE && member.offers.size() < Member.MAX_PLACES
                ? member.free().capacityFor(kind.needs())
                : 0;
    }

    private static BigInteger standing(Member member) {
        return BigInteger.valueOf(member.weight.thousandths())
                .multiply(BigInteger.valueOf(member.pledge.milliCpu()));
    }

    private long startOf(Member member) {
        return Math.max(member.served, state.head().served - MEMORY);
    }

    private static long virtualTime(Kind kind, int count, Member member) {
        return BigInteger.valueOf(kind.work())
                .multiply(BigInteger.valueOf(count))
                .multiply(SCALE)
                .divide(standing(member))
                .longValueExact();
    }
}
