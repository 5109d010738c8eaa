package org.pcm.gateway.information.door;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A bucket for each key: it fills at the stated rate and holds one second's worth. Only keys whose
 * signature was good have one, so nobody can use up another's.
 */
final class RateLimit {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private static final class Bucket {
        double level;
        long filledAt;
    }

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final int perSecond;
    private final LongSupplier nanos;

    RateLimit(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /** Takes one from the key's bucket; false when it is empty. */
    boolean allows(String kid) {
        Bucket bucket = buckets.computeIfAbsent(kid, k -> full());
        synchronized (bucket) {
            long now = nanos.getAsLong();
            double added = (double) (now - bucket.filledAt) * perSecond / SECOND_NANOS;
            bucket.level = Math.min(perSecond, bucket.level + added);
            bucket.filledAt = now;
            if (bucket.level < 1) {
                return false;
            }
            bucket.level--;
            return true;
        }
    }

    private Bucket full() {
        Bucket bucket = new Bucket();
        bucket.level = perSecond;
        bucket.filledAt = nanos.getAsLong();
        return bucket;
    }
}
