package org.pcm.cooperation.page;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pages that ask the ledger for each key at most once, since every question is a round trip between
 * chaincode and peer.
 */
public final class ReadOnce implements Pages {
    private final Pages ledger;
    private final Map<String, Optional<byte[]>> known = new HashMap<>();

    public ReadOnce(Pages ledger) {
        this.ledger = ledger;
    }

    @Override
    public byte @Nullable [] get(String key) {
        return known.computeIfAbsent(key, k -> Optional.ofNullable(ledger.get(k))).orElse(null);
    }

    @Override
    public void put(String key, byte[] bytes) {
        ledger.put(key, bytes);
    }

    @Override
    public void delete(String key) {
        ledger.delete(key);
    }
}
