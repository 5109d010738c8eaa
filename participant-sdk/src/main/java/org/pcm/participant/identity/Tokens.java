package org.pcm.participant.identity;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.pcm.participant.json.Json;

/**
 * The short-lived tokens with which a participant reads content and its private stream; each is
 * kept and renewed in time.
 */
public final class Tokens {

    /** How long a token is valid; the protocol allows ten minutes. */
    static final long VALID_MILLIS = 8 * 60_000;

    private static final long RENEW_MILLIS = 2 * 60_000;

    private final Identity identity;
    private final String ledger;
    private final InstantSource clock;
    private @Nullable String token;
    private long until;

    /**
     * @param ledger the ledger id that tokens name
     */
    public Tokens(Identity identity, String ledger, InstantSource clock) {
        this.identity = identity;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A token valid for at least two minutes more. */
    public synchronized String bearer() {
        long now = clock.millis();
        String current = token;
        if (current == null || now > until - RENEW_MILLIS) {
            until = now + VALID_MILLIS;
            String payload = Json.write(Json.object().put("ledger", ledger).put("until", until));
            current =
                    identity.jws(
                            identity.header().put("typ", "pcm-token"),
                            payload.getBytes(StandardCharsets.UTF_8));
            token = current;
        }
        return current;
    }
}
