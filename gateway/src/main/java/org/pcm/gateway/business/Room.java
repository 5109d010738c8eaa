package org.pcm.gateway.business;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pcm.gateway.information.message.Arrival;
import org.pcm.gateway.information.message.Stored;

/** Counts the bytes that wait, in all and for each key, so that memory and disk stay bounded. */
final class Room {
    private final long bytesMax;
    private final long bytesPerKeyMax;
    private final Map<String, Long> bytesByKey = new HashMap<>();
    private long bytes;

    Room(long bytesMax, long bytesPerKeyMax) {
        this.bytesMax = bytesMax;
        this.bytesPerKeyMax = bytesPerKeyMax;
    }

    /** Takes room for the arrival, or says why there is none. */
    synchronized Optional<Stored> take(Arrival arrival) {
        long wanted = arrival.jws().length();
        if (bytes + wanted > bytesMax) {
            return Optional.of(Stored.FULL);
        }
        if (bytesByKey.getOrDefault(arrival.kid(), 0L) + wanted > bytesPerKeyMax) {
            return Optional.of(Stored.KEY_FULL);
        }
        add(arrival);
        return Optional.empty();
    }

    /**
     * Takes room whether or not there is any: what was accepted before a restart stays accepted.
     */
    synchronized void add(Arrival arrival) {
        bytes += arrival.jws().length();
        bytesByKey.merge(arrival.kid(), (long) arrival.jws().length(), Long::sum);
    }

    synchronized void free(Arrival arrival) {
        long freed = arrival.jws().length();
        bytes -= freed;
        bytesByKey.computeIfPresent(
                arrival.kid(), (kid, held) -> held == freed ? null : held - freed);
    }
}
