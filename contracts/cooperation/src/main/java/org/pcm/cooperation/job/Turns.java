package org.pcm.cooperation.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.round.Cooperation;

/**
 * Whose tasks come next: those of the owner who was served least, whatever the number of its jobs;
 * of its jobs the one of the highest priority, of those the oldest. An owner who had nothing to do
 * for a while gains nothing by it.
 */
final class Turns {
    /** What one owner has waiting. */
    private static final class Line {
        private final Member owner;
        private final List<Place> jobs = new ArrayList<>();
        private int next;
        private @Nullable JobCursor cursor;

        private Line(Member owner) {
            this.owner = owner;
        }
    }

    private record Place(long job, int priority) {}

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::priority).reversed().thenComparingLong(Place::job);

    private final Dispatch pass;
    private final Cooperation state;
    private final TreeMap<Integer, Line> lines = new TreeMap<>();

    Turns(Dispatch pass) {
        this.pass = pass;
        this.state = pass.state;
    }

    /** Adds a job that waits; all are added before the first turn. */
    void add(long job, Queued queued) {
        lines.computeIfAbsent(queued.owner(), owner -> new Line(state.roster().get(owner)))
                .jobs
                .add(new Place(job, queued.priority()));
    }

    boolean areOver() {
        return lines.isEmpty();
    }

    /** One turn: a run of one job; how many tasks were offered, or {@link JobCursor#BOUND}. */
    int next() {
        Line line = leastServed();
        JobCursor cursor = line.cursor;
        if (cursor == null) {
            if (line.next == 0) {
                line.jobs.sort(ORDER);
            }
            if (line.next == line.jobs.size()) {
                lines.remove(line.owner.number);
                return 0;
            }
            if (!pass.mayLookAtAJob()) {
                return JobCursor.BOUND;
            }
            cursor = new JobCursor(pass, state.existingJob(line.jobs.get(line.next++).job));
            line.cursor = cursor;
        }
        int given = cursor.offer();
        if (given > 0) {
            charge(line.owner, cursor.kind(), given);
        } else if (given == 0) {
            line.cursor = null;
        }
        return given;
    }

    private Line leastServed() {
        Line least = lines.firstEntry().getValue();
        for (Line line : lines.values()) {
            least = startOf(line.owner) < startOf(least.owner) ? line : least;
        }
        return least;
    }

    private long startOf(Member owner) {
        return Math.max(owner.extra.consumed(), state.head().backlog.consumed);
    }

    /** Charges the work of {@code count} tasks, in CPU-milliseconds. */
    private void charge(Member owner, Kind kind, int count) {
        long work = Math.max(1, kind.work() / 1_000) * count;
        long start = startOf(owner);
        state.fold().consumed(owner, start, start + work);
    }
}
