package org.pcm.gateway.information.signature;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pcm.cooperation.json.JsonException;
import org.pcm.gateway.information.index.KnownKey;

/**
 * Who asks: a token is a participant's signed word that is good for some minutes. Checked ones are
 * remembered, because an agent shows the same one with every piece of content.
 */
public final class Tokens {
    /** Longest a token may still be good for. */
    public static final long AHEAD_MILLIS_MAX = 600_000;

    private static final String TYPE = "pcm-token";
    private static final int KEPT_MAX = 4_096;
    private static final int URL_CHARS_MAX = 1_024;

    /** Finds a registered key. */
    public interface Keys {
        Optional<KnownKey> key(String kid);
    }

    private record Checked(String participant, long until) {}

    private final Keys keys;
    private final Supplier<String> ledger;
    private final OwnUrls urls;
    private final InstantSource clock;
    private final Map<String, Checked> checked =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /**
     * Checks tokens for one ledger and gateway.
     *
     * @param ledger its id
     * @param urls what the gateway is called
     */
    public Tokens(Keys keys, Supplier<String> ledger, OwnUrls urls, InstantSource clock) {
        this.keys = keys;
        this.ledger = ledger;
        this.urls = urls;
        this.clock = clock;
    }

    /** The participant whose valid token this is. */
    public Optional<String> participant(String token) {
        Optional<Checked> known = known(token).or(() -> check(token));
        return known.filter(c -> c.until() > clock.millis()).map(Checked::participant);
    }

    /** What a valid token must say, for people. */
    public String demand() {
        return "a token must be signed by a registered key for the ledger "
                + ledger.get()
                + " and the gateway "
                + urls.text()
                + ", and end within ten minutes";
    }

    private Optional<Checked> known(String token) {
        synchronized (checked) {
            return Optional.ofNullable(checked.get(token));
        }
    }

    private Optional<Checked> check(String token) {
        Optional<Checked> good = Jws.parse(token).flatMap(this::check);
        good.ifPresent(c -> {
            synchronized (checked) {
                checked.put(token, c);
            }
        });
        return good;
    }

    private Optional<Checked> check(Jws token) {
        if (!token.type().equals(TYPE)) {
            return Optional.empty();
        }
        try {
            boolean sameLedger = token.payload().text("ledger", 64).equals(ledger.get());
            long until = token.payload().integer("until", 0, Long.MAX_VALUE);
            boolean here = urls.include(token.payload().text("gateway", URL_CHARS_MAX));
            token.payload().end();
            if (!sameLedger || !here || until > clock.millis() + AHEAD_MILLIS_MAX) {
                return Optional.empty();
            }
            return keys.key(token.kid())
                    .filter(key -> token.signedBy(key.key(), Checks.ES256))
                    .map(key -> new Checked(key.participant(), until));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
