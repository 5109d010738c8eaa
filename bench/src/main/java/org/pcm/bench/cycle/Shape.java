package org.pcm.bench.cycle;

import java.util.Locale;

/**
 * How a load's tasks are signed for.
 *
 * @param name its key in reports
 * @param submitted tasks that an owner submits with one signature
 * @param answered tasks that a holder accepts, and completes, with one signature
 * @param inFlight tasks under way while throughput is measured: enough to fill batches while others
 *     are under way, and no more
 */
public record Shape(String name, int submitted, int answered, int inFlight) {
    /** The name of the cooperation that it runs in: {@code submissionsOf8} in submissions-of-8. */
    public String cooperation() {
        return name.replaceAll("([a-z])([A-Z0-9])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
