package org.pcm.gateway.information.fabric;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which organisations are asked to endorse: the profile's, and others in place of those that are
 * away or differ. An organisation that failed is left out for a while, then asked apart from any
 * transaction whether it answers, and so comes back without holding up anybody.
 */
final class Endorsers {
    private static final Logger LOG = LoggerFactory.getLogger(Endorsers.class);

    private final int wanted;
    private final Map<String, Penalty> organisations = new LinkedHashMap<>();
    private final Set<String> out = ConcurrentHashMap.newKeySet();
    private final Set<String> asking = ConcurrentHashMap.newKeySet();
    private final Predicate<String> answers;
    private final InstantSource clock;

    /**
     * The usual set.
     *
     * @param preferred as many are asked each time; empty: it is always left to the peer
     * @param spares who may stand in, in order
     * @param answers asks one organisation for something harmless
     */
    Endorsers(
            List<String> preferred,
            List<String> spares,
            Predicate<String> answers,
            InstantSource clock) {
        this.wanted = preferred.size();
        Stream.concat(preferred.stream(), spares.stream())
                .forEach(mspId -> organisations.put(mspId, new Penalty()));
        this.answers = answers;
        this.clock = clock;
    }

    /** Whom to ask now; empty: leave it to the peer. */
    List<String> choose() {
        if (!out.isEmpty()) {
            bringBack();
        }
        List<String> chosen =
                organisations.keySet().stream()
                        .filter(mspId -> !out.contains(mspId))
                        .limit(wanted)
                        .toList();
        return chosen.size() < wanted ? List.of() : chosen;
    }

    private void bringBack() {
        for (String mspId : out) {
            if (clock.millis() >= penalty(mspId).untilMillis() && asking.add(mspId)) {
                Thread.ofVirtual().name("ask-" + mspId).start(() -> ask(mspId));
            }
        }
    }

    private void ask(String mspId) {
        try {
            if (answers.test(mspId)) {
                LOG.info("{} is back", mspId);
                out.remove(mspId);
            } else {
                penalty(mspId).fail(clock.millis());
            }
        } finally {
            asking.remove(mspId);
        }
    }

    /** These organisations did not do their part. */
    void blame(Collection<String> guilty, String why) {
        for (String mspId : guilty) {
            if (organisations.containsKey(mspId) && out.add(mspId)) {
                penalty(mspId).fail(clock.millis());
                LOG.info("doing without {} for a while: {}", mspId, why);
            }
        }
    }

    /** These organisations endorsed a transaction that took effect. */
    void praise(Collection<String> worthy) {
        worthy.forEach(mspId -> penalty(mspId).clear());
    }

    private Penalty penalty(String mspId) {
        return java.util.Objects.requireNonNull(organisations.get(mspId));
    }
}
