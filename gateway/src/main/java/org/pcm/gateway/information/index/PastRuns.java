package org.pcm.gateway.information.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pcm.cooperation.member.Resources;
import org.pcm.gateway.information.message.RunTimes;

/**
 * How long tasks of a lane ran lately, by who submitted them, their job's name and their resources:
 * commands are not on the ledger, so the name is what tells alike work from other work. Bounded;
 * what was not seen for longest goes first.
 */
final class PastRuns {
    private static final int RUNS_KEPT = 101;
    private static final int WORKS_KEPT = 4_096;

    private record Work(int owner, String job, Resources needs) {}

    private final Map<Work, Deque<Long>> times = new LinkedHashMap<>(16, 0.75f, true);

    /** A task ran to its end. */
    void took(int owner, String job, Resources needs, long millis) {
        Deque<Long> runs =
                times.computeIfAbsent(new Work(owner, job, needs), work -> new ArrayDeque<>());
        runs.add(millis);
        if (runs.size() > RUNS_KEPT) {
            runs.remove();
        }
        if (times.size() > WORKS_KEPT) {
            times.remove(times.keySet().iterator().next());
        }
    }

    /** Of one owner's jobs of this name. */
    List<RunTimes> of(int owner, String job) {
        List<RunTimes> found = new ArrayList<>();
        times.forEach((work, runs) -> {
            if (work.owner == owner && work.job.equals(job)) {
                found.add(new RunTimes(work.needs, List.copyOf(runs)));
            }
        });
        return found;
    }
}
