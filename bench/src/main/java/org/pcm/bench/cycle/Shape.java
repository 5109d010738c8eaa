package org.pcm.bench.cycle;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How a load's tasks are signed for.
 *
 * @param name its key in reports
 * @param submitted tasks that an owner submits with one signature
 * @param answered tasks that a holder accepts, and completes, with one signature
 * @param cooperations in which the participants do it, so that one's transaction is made while
 *     another's is ordered
 * @param inFlight tasks under way while throughput is measured: enough to fill batches while others
 *     are under way, and no more
 */
public record Shape(String name, int submitted, int answered, int cooperations, int inFlight) {
    /** The same with another name, and so in cooperations of its own. */
    public Shape named(String other) {
        return new Shape(other, submitted, answered, cooperations, inFlight);
    }

    /** The cooperations' names: for {@code submissionsOf8} submissions-of-8-1 and so on. */
    public List<String> names() {
        String words = name.replaceAll("([a-z])([A-Z0-9])", "$1-$2").toLowerCase(Locale.ROOT);
        return IntStream.rangeClosed(1, cooperations).mapToObj(i -> words + "-" + i).toList();
    }
}
