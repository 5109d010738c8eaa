package org.pcm.gateway.business;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pcm.cooperation.Refusal;

/** The newest refusals of stored events, so that a sender who asks later hears why. */
final class Refusals {
    private static final int KEPT_MAX = 100_000;

    private final Map<String, Refusal> byId = new LinkedHashMap<>();

    synchronized void put(String id, Refusal refusal) {
        byId.put(id, refusal);
        if (byId.size() > KEPT_MAX) {
            byId.remove(byId.keySet().iterator().next());
        }
    }

    synchronized void remove(String id) {
        byId.remove(id);
    }

    synchronized Optional<Refusal> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
