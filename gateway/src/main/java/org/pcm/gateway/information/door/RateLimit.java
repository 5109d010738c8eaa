package org.pcm.gateway.information.door;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A bucket for each key: it fills at the stated rate and holds one second's worth. Only keys whose
 * signature was good have one, so nobody can use up another's. A bucket that nobody took from for a
 * second is as good as a new one and forgotten: keys can be made by the million.
 */
final class RateLimit {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private static final class Bucket {
        double level;
        long filledAt;

        synchronized boolean isIdle(long now) {
            return now - filledAt > SECOND_NANOS;
        }
    }

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final int perSecond;
    private final LongSupplier nanos;
    private final AtomicLong sweptAt;

    RateLimit(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.sweptAt = new AtomicLong(nanos.getAsLong());
    }

    /** Takes one from the key's bucket; false when it is empty. */
    boolean allows(String kid) {
        long now = nanos.getAsLong();
        sweep(now);
        Bucket bucket = buckets.computeIfAbsent(kid, k -> full(now));
        synchronized (bucket) {
            long since = Math.max(0, now - bucket.filledAt); // another thread may have been later
            double added = (double) since * perSecond / SECOND_NANOS;
            bucket.level = Math.min(perSecond, bucket.level + added);
            bucket.filledAt += since;
            if (bucket.level < 1) {
                return false;
            }
            bucket.level--;
            return true;
        }
    }

    private void sweep(long now) {
        long last = sweptAt.get();
        if (now - last > SECOND_NANOS && sweptAt.compareAndSet(last, now)) {
            buckets.values().removeIf(bucket -> bucket.isIdle(now));
        }
    }

    /** How many keys it remembers. */
    int size() {
        return buckets.size();
    }

    private Bucket full(long now) {
        Bucket bucket = new Bucket();
        bucket.level = perSecond;
        bucket.filledAt = now;
        return bucket;
    }
}
