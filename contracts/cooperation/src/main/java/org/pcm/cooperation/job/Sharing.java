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

    Sharing(Cooperation state) {
        this.state = state;
        state.roster().all().stream().filter(Sharing::mayBeOffered).forEach(withRoom::add);
    }

    /** A pledge lowered below its use brings no new work until it fits (P3). */
    private static boolean mayBeOffered(Member member) {
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
            if (member.free().capacityFor(kind.needs()) > 0) {
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
        Member best = null;
        long bestRoom = 0;
        long standings = 0; // unsigned: 1,024 members of the highest standing go beyond 2^63
        for (Member member : withRoom) {
            long room = member.free().capacityFor(kind.needs());
            if (room > 0 && (anybody || !task.excludes(member.number))) {
                standings += standing(member);
                if (best == null || startOf(member) < startOf(best)) {
                    best = member;
                    bestRoom = room;
                }
            }
        }
        if (best == null) {
            return null;
        }
        long perTask = Math.max(1, Long.divideUnsigned(standings, waiting));
        return new Share(best, Math.min(bestRoom, Math.ceilDiv(standing(best), perTask)));
    }

    /** {@code most} tasks, at least one, for {@code member}. */
    record Share(Member member, long most) {}

    /**
     * Whether a member who did not give the task back could ever run it: then it waits for such a
     * one (A9).
     */
    private boolean anotherQualifies(Task task, Kind kind) {
        for (Member member : state.roster().all()) {
            if (member.state == MemberState.ACTIVE
                    && kind.needs().fits(member.pledge)
                    && !task.excludes(member.number)) {
                return true;
            }
        }
        return false;
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

    private static long standing(Member member) {
        return member.weight.thousandths() * member.pledge.milliCpu();
    }

    /** At most 2^52: what is offered fits into the pledge, and runs for 30 days at most. */
    private static long virtualTime(Member member, Kind kind, int count) {
        return BigInteger.valueOf(kind.work())
                .multiply(BigInteger.valueOf(count))
                .multiply(SCALE)
                .divide(BigInteger.valueOf(standing(member)))
                .longValueExact();
    }
}
