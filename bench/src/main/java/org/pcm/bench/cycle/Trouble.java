package org.pcm.bench.cycle;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first thing that went wrong under load: the measurement is worth nothing then. */
public final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private final AtomicReference<@Nullable String> first = new AtomicReference<>();

    /** Notes what went wrong. */
    void report(String what) {
        if (first.compareAndSet(null, what)) {
            LOG.warn("the load is in trouble: {}", what);
        }
    }

    /** {@link LoadFailed} if something went wrong. */
    void check() {
        String what = first.get();
        if (what != null) {
            throw new LoadFailed(what);
        }
    }
}
