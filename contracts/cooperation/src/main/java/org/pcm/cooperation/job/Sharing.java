package org.pcm.cooperation.job;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.member.MemberState;
import org.pcm.cooperation.round.Cooperation;

/**
 * Who gets the next run of tasks. Shares follow weight × pledge (P9, ruling 4): of those with room
 * it is the member that was served least, measured in virtual time = estimated work ÷ (weight ×
 * pledged CPU). A member that lagged behind by more than {@link #MEMORY} is not made up for.
 */
final class Sharing {
    /** Virtual time has this many parts a millisecond at weight one thousandth. */
    private static final BigInteger SCALE = BigInteger.ONE.shiftLeft(20);

    /**
     * How far back a lag in service is remembered: ten minutes of the full pledge at the starting
     * weight.
     */
    static final long MEMORY = (600_000L << 20) / 1_000;

    private final Cooperation state;
    private final List<Member> withRoom = new ArrayList<>();
    private final Probation probation;

    Sharing(Cooperation state) {
        this.state = state;
        state.roster().all().stream().filter(Sharing::mayBeOffered).forEach(withRoom::add);
        this.probation = Probation.among(withRoom, state.terms().dispatch().probationShare());
    }

    /** A pledge lowered below its use brings no new work until it fits (P3). */
    static boolean mayBeOffered(Member member) {
        return member.state == MemberState.ACTIVE
                && member.offers.size() < Member.MAX_PLACES
                && member.used.fits(member.pledge)
                && member.free().milliCpu() > 0;
    }

    /** Whether nobody could take any task. */
    boolean nobodyHasRoom() {
        return withRoom.isEmpty();
    }

    /** Whether anybody could take a task of {@code kind}. */
    boolean anyRoom(Kind kind) {
        for (Member member : withRoom) {
            if (member.free().capacityFor(kind.needs()) > 0 && kind.place().admits(member)) {
                return true;
            }
        }
        return false;
    }

    /**
     * How many of {@code waiting} tasks like {@code task} go to whom; null when nobody has room for
     * one.
     */
    @Nullable Share next(Task task, Kind kind, int waiting) {
        boolean anybody = task.excluded.length > 0 && !anotherQualifies(task, kind);
        boolean near = false;
        Member best = null;
        long bestRoom = 0;
        long standings = 0; // unsigned: 1,024 members of the highest standing go beyond 2^63
        for (Member member : withRoom) {
            long room = member.free().capacityFor(kind.needs());
            if (room > 0 && kind.place().admits(member) && mayHave(member, task, anybody)) {
                standings += standing(member);
                boolean isNear = kind.place().isNear(member);
                if (best == null
                        || (isNear && !near)
                        || (isNear == near && startOf(member) < startOf(best))) {
                    best = member;
                    bestRoom = room;
                    near = isNear;
                }
            }
        }
        if (best == null) {
            return null;
        }
        if (near) {
            return new Share(best, bestRoom);
        }
        long perTask = Math.max(1, Long.divideUnsigned(standings, waiting));
        return new Share(best, Math.min(bestRoom, Math.ceilDiv(standing(best), perTask)));
    }

    /** {@code most} tasks, at least one, for {@code member}. */
    record Share(Member member, long most) {}

    /** Who gave a task back gets it again only if {@code anybody} may, who declined it never. */
    private static boolean mayHave(Member member, Task task, boolean anybody) {
        return task.excluded.length == 0
                || (anybody ? !task.isDeclinedBy(member.number) : !task.excludes(member.number));
    }

    /** Whether {@code member} may have the task, as far as those go who gave it back. */
    boolean mayHave(Member member, Task task, Kind kind) {
        return mayHave(member, task, task.excluded.length > 0 && !anotherQualifies(task, kind));
    }

    /**
     * Whether a member who did not give the task back could ever run it: then it waits for such a
     * one (A9).
     */
    private boolean anotherQualifies(Task task, Kind kind) {
        for (Member member : state.roster().all()) {
            if (member.state == MemberState.ACTIVE
                    && kind.suits(member)
                    && !task.excludes(member.number)) {
                return true;
            }
        }
        return false;
    }

    /** How many tasks of {@code kind} those could take at once who may have {@code task}. */
    long room(Task task, Kind kind, boolean now) {
        long room = 0;
        for (Member member : now ? withRoom : state.roster().all()) {
            if (member.state == MemberState.ACTIVE
                    && kind.place().admits(member)
                    && !task.excludes(member.number)) {
                boolean full = now && member.offers.size() + 1 >= Member.MAX_PLACES;
                long most =
                        full ? 0 : (now ? member.free() : member.pledge).capacityFor(kind.needs());
                room += Math.min(most, Gang.MAX_TASKS);
            }
        }
        return room;
    }

    /** Counts {@code count} tasks of {@code kind}, just offered, as service to {@code member}. */
    void served(Member member, Kind kind, int count) {
        long start = startOf(member);
        state.fold().served(member, start, start + virtualTime(member, kind, count));
        if (!mayBeOffered(member)) {
            withRoom.remove(member);
        }
    }

    private long startOf(Member member) {
        return Math.max(member.served, state.head().served - MEMORY);
    }

    long standing(Member member) {
        return probation.standing(member);
    }

    /**
     * At most 2^52, and 64 times that for newcomers: what is offered fits into the pledge, and runs
     * for 30 days at most.
     */
    private long virtualTime(Member member, Kind kind, int count) {
        return BigInteger.valueOf(kind.work())
                .multiply(BigInteger.valueOf(count))
                .multiply(SCALE)
                .divide(BigInteger.valueOf(standing(member)))
                .longValueExact();
    }
}
