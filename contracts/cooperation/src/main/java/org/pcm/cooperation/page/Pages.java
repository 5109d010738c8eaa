package org.pcm.cooperation.page;

import org.jspecify.annotations.Nullable;

/**
 * The ledger's state as the contract sees it; the host supplies it. Within a batch each key is read
 * and written at most once.
 */
public interface Pages {
    /** The page's bytes, null when there is none. The caller may keep but not change them. */
    byte @Nullable [] get(String key);

    /** Writes a page; {@code bytes} is never empty. */
    void put(String key, byte[] bytes);

    void delete(String key);
}
