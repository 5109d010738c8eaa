package org.pcm.participant.identity;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.pcm.participant.json.Json;

/**
 * The short-lived tokens with which a participant reads content and its private stream, one for
 * each gateway; each is kept and renewed in time.
 */
public final class Tokens {

    /** How long a token is valid; the protocol allows ten minutes. */
    static final long VALID_MILLIS = 8 * 60_000;

    private static final long RENEW_MILLIS = 2 * 60_000;

    private final Identity identity;
    private final String ledger;
    private final InstantSource clock;
    private final Map<URI, Token> tokens = new HashMap<>();

    private record Token(String text, long until) {}

    /**
     * @param ledger the ledger id that tokens name
     */
    public Tokens(Identity identity, String ledger, InstantSource clock) {
        this.identity = identity;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A token valid for at least two minutes more, at this gateway and no other. */
    public synchronized String bearer(URI gateway) {
        long now = clock.millis();
        Token token = tokens.get(gateway);
        if (token == null || now > token.until() - RENEW_MILLIS) {
            token = sign(gateway, now + VALID_MILLIS);
            tokens.put(gateway, token);
        }
        return token.text();
    }

    private Token sign(URI gateway, long until) {
        String payload =
                Json.write(
                        Json.object()
                                .put("ledger", ledger)
                                .put("gateway", name(gateway))
                                .put("until", until));
        String text =
                identity.jws(
                        identity.header().put("typ", "pcm-token"),
                        payload.getBytes(StandardCharsets.UTF_8));
        return new Token(text, until);
    }

    /** Where the gateway is reached and nothing else: no user, no slash at the end. */
    private static String name(URI gateway) {
        String port = gateway.getPort() == -1 ? "" : ":" + gateway.getPort();
        String path = gateway.getRawPath().replaceFirst("/+$", "");
        return gateway.getScheme() + "://" + gateway.getHost() + port + path;
    }
}
