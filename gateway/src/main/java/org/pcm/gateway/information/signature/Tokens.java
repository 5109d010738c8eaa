package org.pcm.gateway.information.signature;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pcm.cooperation.json.JsonException;
import org.pcm.gateway.information.index.KnownKey;

/**
 * Who asks: a token is a participant's signed word that is good for some minutes, at one gateway.
 * Good ones are remembered, because an agent shows the same one with every piece of content.
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

    /** What a token comes to. */
    public sealed interface Verdict {
        /** It is this participant's. */
        record Good(String participant) implements Verdict {}

        /**
         * It is a participant's, but for another gateway: this one may have been shown it there.
         */
        record WrongGateway(String why) implements Verdict {}

        /** It is nobody's, or has ended. */
        record Invalid(String why) implements Verdict {}
    }

    private record Word(String participant, String gateway, long until) {}

    private final Keys keys;
    private final Supplier<String> ledger;
    private final OwnUrls urls;
    private final InstantSource clock;
    private final Map<String, Word> kept =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Word> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /**
     * Checks tokens for one ledger and gateway.
     *
     * @param ledger its id
     * @param urls what the gateway goes by
     */
    public Tokens(Keys keys, Supplier<String> ledger, OwnUrls urls, InstantSource clock) {
        this.keys = keys;
        this.ledger = ledger;
        this.urls = urls;
        this.clock = clock;
    }

    /** Whose token this is, or why it is nobody's here. */
    public Verdict judge(String token) {
        Optional<Word> known = kept(token);
        Optional<Word> word =
                known.or(() -> Jws.parse(token).flatMap(this::read))
                        .filter(read -> read.until() > clock.millis());
        if (word.isEmpty()) {
            return new Verdict.Invalid(demand());
        }
        String named = word.get().gateway();
        if (known.isEmpty() && !urls.include(named)) {
            return new Verdict.WrongGateway(
                    "the token is for the gateway " + named + "; this one goes by " + urls);
        }
        keep(token, word.get());
        return new Verdict.Good(word.get().participant());
    }

    private String demand() {
        return "a token must be signed by a key registered on the ledger "
                + ledger.get()
                + ", name that ledger and the gateway ("
                + urls
                + "), and end within ten minutes";
    }

    private Optional<Word> kept(String token) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(token));
        }
    }

    private void keep(String token, Word word) {
        synchronized (kept) {
            kept.put(token, word);
        }
    }

    private Optional<Word> read(Jws token) {
        if (!token.type().equals(TYPE)) {
            return Optional.empty();
        }
        try {
            boolean sameLedger = token.payload().text("ledger", 64).equals(ledger.get());
            String gateway = token.payload().text("gateway", URL_CHARS_MAX);
            long until = token.payload().integer("until", 0, Long.MAX_VALUE);
            token.payload().end();
            if (!sameLedger || until > clock.millis() + AHEAD_MILLIS_MAX) {
                return Optional.empty();
            }
            return keys.key(token.kid())
                    .filter(key -> token.signedBy(key.key(), Checks.ES256))
                    .map(key -> new Word(key.participant(), gateway, until));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
