package org.pcm.arbiter.replay;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.page.Pages;

/**
 * The pages as one call sees them: reads come from the state before the call, as on a Fabric peer,
 * and are noted; writes are kept aside until {@link #keep}.
 */
final class TracedPages implements Pages {
    private final Map<String, byte[]> before;
    private final SortedSet<String> reads = new TreeSet<>();
    private final SortedMap<String, byte[]> writes = new TreeMap<>();

    TracedPages(Map<String, byte[]> before) {
        this.before = before;
    }

    @Override
    public byte @Nullable [] get(String key) {
        reads.add(key);
        return before.get(key);
    }

    @Override
    public void put(String key, byte[] bytes) {
        writes.put(key, bytes.clone());
    }

    @Override
    public void delete(String key) {
        writes.put(key, new byte[0]);
    }

    /** The keys read. */
    SortedSet<String> reads() {
        return reads;
    }

    /** The pages written, by key; an empty one is deleted. */
    SortedMap<String, byte[]> writes() {
        return writes;
    }

    /** Makes the writes the state that the next call sees. */
    void keep() {
        writes.forEach((key, bytes) -> {
            if (bytes.length == 0) {
                before.remove(key);
            } else {
                before.put(key, bytes);
            }
        });
    }
}
