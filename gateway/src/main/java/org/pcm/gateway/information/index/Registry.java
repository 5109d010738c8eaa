package org.pcm.gateway.information.index;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Tier;
import org.pcm.gateway.information.message.Batch;
import org.pcm.gateway.information.message.Placed;

/** Who is registered, and with which keys. */
final class Registry {
    private final Map<String, Participant> byName = new TreeMap<>();
    private final Map<String, KnownKey> byKid = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();

    /** A registered participant. */
    record Participant(
            String name,
            Tier tier,
            String organisation,
            List<String> capabilities,
            List<String> kids) {}

    /** Takes over what a batch of the lane {@code registry} says. */
    void apply(Batch batch) {
        for (Event event : batch.events()) {
            if (event instanceof Event.Registered registered) {
                enter(registered, key(batch, registered.kid()));
            } else if (event instanceof Event.KeyAdded e) {
                byte[] key = Base64.getUrlDecoder().decode(e.key());
                byKid.put(e.kid(), new KnownKey(e.kid(), e.name(), key));
                participant(e.name()).ifPresent(p -> p.kids().add(e.kid()));
            } else if (event instanceof Event.KeyRevoked e) {
                byKid.remove(e.kid());
                revoked.add(e.kid());
                participant(e.name()).ifPresent(p -> p.kids().remove(e.kid()));
            }
        }
    }

    private void enter(Event.Registered e, byte @Nullable [] key) {
        List<String> kids = new ArrayList<>(List.of(e.kid()));
        byName.put(
                e.name(),
                new Participant(e.name(), e.tier(), e.organisation(), e.capabilities(), kids));
        if (key != null) {
            byKid.put(e.kid(), new KnownKey(e.kid(), e.name(), key));
        }
    }

    /** A key that registers itself stands in its submission's header. */
    private static byte @Nullable [] key(Batch batch, String kid) {
        for (Placed placed : batch.outcomes()) {
            if (placed.signedBy(kid)) {
                byte[] key = placed.submission().orElseThrow().header().key();
                if (key != null) {
                    return key;
                }
            }
        }
        return null;
    }

    Optional<KnownKey> key(String kid) {
        return Optional.ofNullable(byKid.get(kid));
    }

    /** Whether a key was somebody's and speaks for nobody any more. */
    boolean isRevoked(String kid) {
        return revoked.contains(kid);
    }

    Optional<Participant> participant(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<Participant> participants() {
        return List.copyOf(byName.values());
    }
}
