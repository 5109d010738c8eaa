package org.pcm.devnode.ordering;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which requests wait and which were ordered lately, as SmartBFT's pool does: a request that
 * waits is not taken twice, and one of the last thousand is refused. A request is known by its
 * creator and nonce, whatever else it holds.
 */
final class RequestPool {
    private static final int REMEMBERED = 1_000;

    private final Set<String> waiting = new HashSet<>();
    private final Map<String, Boolean> processed = new Recent();

    /** What is to be done with a request. */
    enum Admission {
        TAKE,
        WAITS_ALREADY,
        PROCESSED_ALREADY
    }

    private static final class Recent extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** Takes a request in, unless it is known. */
    synchronized Admission admit(String id) {
        if (processed.containsKey(id)) {
            return Admission.PROCESSED_ALREADY;
        }
        return waiting.add(id) ? Admission.TAKE : Admission.WAITS_ALREADY;
    }

    /** Forgets a request that found no place. */
    synchronized void withdraw(String id) {
        waiting.remove(id);
    }

    /** These were ordered. */
    synchronized void processed(List<String> ids) {
        ids.forEach(id -> {
            waiting.remove(id);
            processed.put(id, true);
        });
    }
}
