package org.pcm.gateway.information.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
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

    /** The newest ones, in a ring: a busy lane keeps some hundred thousand. */
    private static final class Ring {
        private int[] millis = new int[8];
        private long taken;

        void add(long runMillis) {
            if (taken == millis.length && millis.length < RUNS_KEPT) {
                millis = Arrays.copyOf(millis, Math.min(RUNS_KEPT, 2 * millis.length));
            }
            millis[at(taken++)] = (int) Math.min(Integer.MAX_VALUE, runMillis);
        }

        List<Long> oldestFirst() {
            return LongStream.range(Math.max(0, taken - millis.length), taken)
                    .mapToObj(i -> (long) millis[at(i)])
                    .toList();
        }

        private int at(long number) {
            return (int) (number % millis.length);
        }
    }

    private final Map<Work, Ring> times = new LinkedHashMap<>(16, 0.75f, true);

    /** A task ran to its end. */
    void took(int owner, String job, Resources needs, long millis) {
        times.computeIfAbsent(new Work(owner, job, needs), work -> new Ring()).add(millis);
        if (times.size() > WORKS_KEPT) {
            times.remove(times.keySet().iterator().next());
        }
    }

    /** Of one owner's jobs of this name. */
    List<RunTimes> of(int owner, String job) {
        List<RunTimes> found = new ArrayList<>();
        times.forEach((work, runs) -> {
            if (work.owner == owner && work.job.equals(job)) {
                found.add(new RunTimes(work.needs, runs.oldestFirst()));
            }
        });
        return found;
    }
}
