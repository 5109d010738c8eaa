package org.pcm.gateway.information.door;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.submission.Header;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.cooperation.submission.Submission;
import org.pcm.gateway.information.index.Freshness;
import org.pcm.gateway.information.index.KnownKey;
import org.pcm.gateway.information.index.LedgerFacts;
import org.pcm.gateway.information.index.Lookup;
import org.pcm.gateway.information.message.Answer;
import org.pcm.gateway.information.message.Arrival;
import org.pcm.gateway.information.message.Stored;
import org.pcm.gateway.information.signature.Checks;

/**
 * The one way in for submissions. What cannot take effect is turned away here and never reaches the
 * ledger; what passes is stored before its sender hears of it. The checks are those of the
 * contract, in its order, against what the index knows; the contract makes them again.
 */
public final class Door {
    /**
     * How far ahead of the last used sequence a submission may be while others are on their way.
     */
    static final int SEQUENCES_AHEAD_MAX = 4_096;

    private static final String NOT_READ_YET =
            "this gateway has not read that far yet; ask again soon, or ask another";

    private final Lookup lookup;
    private final Freshness freshness;
    private final Function<Arrival, CompletableFuture<Stored>> queue;
    private final RateLimit rate;
    private final InstantSource clock;

    /**
     * A door.
     *
     * @param freshness whether a no for want of knowledge is final
     * @param queue where to store what passes
     * @param submissionsPerSecond allowed to each key
     */
    public Door(
            Lookup lookup,
            Freshness freshness,
            Function<Arrival, CompletableFuture<Stored>> queue,
            int submissionsPerSecond,
            InstantSource clock) {
        this.lookup = lookup;
        this.freshness = freshness;
        this.queue = queue;
        this.rate = new RateLimit(submissionsPerSecond, System::nanoTime);
        this.clock = clock;
    }

    /**
     * Looks at one compact JWS. The answer is there at once where it is refused, else when it is
     * stored; what comes one after the other is stored in that order, by one fsync where it can be.
     */
    public CompletableFuture<DoorAnswer> receive(byte[] jws) {
        Optional<LedgerFacts> facts = lookup.facts().filter(LedgerFacts::isFounded);
        if (facts.isEmpty()) {
            return refused(
                    DoorCode.NOT_READY.because("the ledger is not founded, or not read yet"));
        }
        if (jws.length > Submission.MAX_CHARS) {
            return refused(
                    DoorCode.TOO_LARGE.because(
                            "longer than " + Submission.MAX_CHARS + " characters"));
        }
        Submission submission;
        try {
            submission = Submission.parse(jws);
        } catch (JsonException e) {
            return refused(DoorCode.MALFORMED.because(String.valueOf(e.getMessage())));
        }
        DoorAnswer answer = address(submission.header(), facts.get());
        answer = answer == null ? credentials(submission, facts.get()) : answer;
        answer = answer == null ? admit(submission) : answer;
        return answer == null ? store(submission, jws) : refused(answer);
    }

    private static CompletableFuture<DoorAnswer> refused(DoorAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static @Nullable DoorAnswer address(Header header, LedgerFacts facts) {
        if (!header.ledger().equals(facts.ledger())) {
            return DoorCode.WRONG_LEDGER.because(
                    "signed for another ledger than " + facts.ledger());
        }
        boolean isLane =
                header.cooperation().equals(PageKeys.REGISTRY)
                        || Labels.isName(header.cooperation());
        return isLane
                ? null
                : DoorCode.WRONG_COOPERATION.because(
                        "\"" + header.cooperation() + "\" names no lane");
    }

    private @Nullable DoorAnswer credentials(Submission submission, LedgerFacts facts) {
        Header header = submission.header();
        if (lookup.isRevoked(header.kid())) {
            return DoorCode.KEY_REVOKED.because("the key " + header.kid() + " has been revoked");
        }
        Optional<KnownKey> known = lookup.key(header.kid());
        byte[] key = known.map(KnownKey::key).orElseGet(() -> introduced(header));
        if (key == null) {
            return freshness.hasAllOf(PageKeys.REGISTRY) && lookup.key(header.kid()).isEmpty()
                    ? DoorCode.UNKNOWN_KEY.because("the key " + header.kid() + " is not registered")
                    : DoorCode.NOT_READY.because(NOT_READ_YET);
        }
        if (!submission.signedBy(key, Checks.ES256)) {
            return DoorCode.BAD_SIGNATURE.because("the signature does not hold");
        }
        if (!rate.allows(header.kid())) {
            return DoorCode.QUOTA_EXCEEDED.because("too many submissions a second with this key");
        }
        return known.isPresent()
                ? null
                : Newcomers.registering(submission, facts.founding().orElseThrow(), clock.millis());
    }

    /** The key that introduces itself, where that is allowed. */
    private static byte @Nullable [] introduced(Header header) {
        byte[] own = header.key();
        boolean fits =
                own != null
                        && header.cooperation().equals(PageKeys.REGISTRY)
                        && KeyBytes.kid(own).equals(header.kid());
        return fits ? own : null;
    }

    private @Nullable DoorAnswer admit(Submission submission) {
        Header header = submission.header();
        long used = lookup.used(header.cooperation(), header.kid());
        if (header.sequence() <= used) {
            Optional<Answer> original = lookup.finalAnswer(submission.id());
            return original.isPresent()
                    ? new DoorAnswer.Known(submission.id(), original.get())
                    : DoorCode.SEQUENCE_USED.because("the next number is " + (used + 1));
        }
        if (header.until() <= clock.millis()) {
            return DoorCode.EXPIRED.because("valid until " + header.until());
        }
        if (header.sequence() > used + SEQUENCES_AHEAD_MAX) {
            return DoorCode.SEQUENCE_GAP.because("the next number is " + (used + 1));
        }
        boolean enters =
                header.sequence() == 1
                        && !header.cooperation().equals(PageKeys.REGISTRY)
                        && !lookup.isMember(header.cooperation(), header.kid());
        DoorAnswer refusal = enters ? Newcomers.entering(submission, lookup::hasLane) : null;
        return refusal == null || isFinal(submission)
                ? refusal
                : DoorCode.NOT_READY.because(NOT_READ_YET);
    }

    /** Whether who may not enter may not by all of the ledger either; it may just be read. */
    private boolean isFinal(Submission submission) {
        Header header = submission.header();
        return freshness.hasAllOf(header.cooperation())
                && !lookup.isMember(header.cooperation(), header.kid())
                && Newcomers.entering(submission, lookup::hasLane) != null;
    }

    private CompletableFuture<DoorAnswer> store(Submission submission, byte[] jws) {
        long now = clock.millis();
        return queue.apply(arrival(submission, jws, now))
                .handle((stored, failure) ->
                        failure == null
                                ? told(stored, submission.id(), now)
                                : DoorCode.NOT_READY.because(
                                        "the queue cannot be written: " + failure));
    }

    private static DoorAnswer told(Stored stored, String id, long now) {
        return switch (stored) {
            case SAFE, ALREADY -> new DoorAnswer.Queued(id, now);
            case SEQUENCE_TAKEN ->
                    DoorCode.SEQUENCE_USED.because(
                            "another submission with this number is being handled");
            case FULL -> DoorCode.QUEUE_FULL.because("the gateway's queue is full");
            case KEY_FULL -> DoorCode.QUOTA_EXCEEDED.because("too much of this key waits already");
        };
    }

    private static Arrival arrival(Submission submission, byte[] jws, long now) {
        Header header = submission.header();
        return new Arrival(
                submission.id(),
                header.cooperation(),
                header.kid(),
                header.sequence(),
                NamedTasks.in(submission),
                new String(jws, StandardCharsets.ISO_8859_1),
                now);
    }
}
