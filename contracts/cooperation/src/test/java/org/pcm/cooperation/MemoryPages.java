package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.page.Pages;

/**
 * Pages in memory, as strict as a ledger: in one batch each key is read at most once and written at
 * most once, and what was written is not read again.
 */
final class MemoryPages implements Pages {
    private final TreeMap<String, byte[]> pages = new TreeMap<>();
    private final TreeMap<String, byte @Nullable []> written = new TreeMap<>();
    private final Set<String> read = new HashSet<>();

    void beginBatch() {
        read.clear();
        written.clear();
    }

    /** Makes the batch's writes visible, as a committed transaction does. */
    void commit() {
        written.forEach((key, bytes) -> {
            if (bytes == null) {
                pages.remove(key);
            } else {
                pages.put(key, bytes);
            }
        });
    }

    @Override
    public byte @Nullable [] get(String key) {
        assertThat(read.add(key)).as("%s is read at most once a batch", key).isTrue();
        byte[] bytes = pages.get(key);
        return bytes == null ? null : bytes.clone();
    }

    @Override
    public void put(String key, byte[] bytes) {
        assertThat(bytes).as("the value of %s", key).isNotEmpty();
        write(key, bytes.clone());
    }

    @Override
    public void delete(String key) {
        write(key, null);
    }

    private void write(String key, byte @Nullable [] bytes) {
        assertThat(written).as("%s is written at most once a batch", key).doesNotContainKey(key);
        written.put(key, bytes);
    }

    /** What is committed under {@code key}. */
    byte @Nullable [] committed(String key) {
        return pages.get(key);
    }

    /** All that is committed. */
    SortedMap<String, byte[]> all() {
        return Collections.unmodifiableSortedMap(pages);
    }

    /** How many keys the batch has read. */
    int reads() {
        return read.size();
    }

    /** How many keys the batch has written or deleted. */
    int writes() {
        return written.size();
    }

    /** How many bytes the batch has written. */
    long bytesWritten() {
        return bytesWritten("");
    }

    /** How many bytes the batch has written under keys with {@code part} in them. */
    long bytesWritten(String part) {
        return written.entrySet().stream()
                .filter(e -> e.getKey().contains(part))
                .mapToLong(e -> e.getValue() == null ? 0 : e.getValue().length)
                .sum();
    }

    /** Whether both hold the same keys and bytes. */
    boolean sameAs(MemoryPages other) {
        return pages.keySet().equals(other.pages.keySet())
                && pages.entrySet().stream()
                        .allMatch(e -> Arrays.equals(e.getValue(), other.pages.get(e.getKey())));
    }
}
