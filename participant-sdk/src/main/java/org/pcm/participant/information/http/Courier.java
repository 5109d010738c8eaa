package org.pcm.participant.information.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.Settled;
import org.pcm.participant.information.SignedSubmission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one submission: sends the same bytes until their outcome is known. Only bytes that can
 * never be applied any more are signed anew: expired ones under their number, and those whose
 * number other bytes have used under the next. One gateway's word that they have expired is not
 * enough while another one may hold them: clocks differ.
 */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int SIGN_AGAIN_MAX = 5;
    private static final int GAP_MAX = 64;

    /** Gateways hold a number that comes too early for longer than this. */
    private static final long LOWER_MILLIS = 500;

    private static final Optional<RefusalCode> TOO_EARLY = Optional.of(RefusalCode.SEQUENCE_GAP);
    private static final Optional<RefusalCode> TOO_LATE = Optional.of(RefusalCode.EXPIRED);
    private static final byte[] ONLY_ACKNOWLEDGES = "[]".getBytes(StandardCharsets.UTF_8);

    private final Lane lane;
    private final SubmissionDoor door;

    Courier(Lane lane, SubmissionDoor door) {
        this.lane = lane;
        this.door = door;
    }

    /**
     * Delivers; {@link PcmException.OutcomeUnknown} when the lane closes before the outcome is
     * known.
     *
     * @param sentBefore whether an earlier process may have sent these bytes
     */
    Settled deliver(SignedSubmission first, boolean sentBefore) {
        SignedSubmission submission = first;
        List<SignedSubmission> earlier = new ArrayList<>();
        boolean mayBeHeld = sentBefore;
        Backoff backoff = new Backoff();
        int signedAgain = 0;
        while (!lane.isClosed()) {
            boolean early = lane.hasLower(submission.sequence());
            Reply reply = door.post(submission);
            mayBeHeld |= leavesOpen(reply);
            Optional<RefusalCode> refused = refusal(reply);
            if (refused.equals(TOO_EARLY) && (lowerIsUnderWay(submission) || early)) {
                continue; // what it waited for came through meanwhile, or at this moment
            }
            if (refused.equals(TOO_LATE) && mayBeHeld && !isOver(submission, reply)) {
                LOG.debug("{} may still be held somewhere", submission.id());
            } else if (refused.isPresent()
                    && mayHelp(refused.get())
                    && signedAgain < SIGN_AGAIN_MAX) {
                Optional<Settled> known = known(submission, earlier);
                if (known.isPresent()) {
                    return known.get();
                }
                if (refused.get() == RefusalCode.SEQUENCE_GAP) {
                    signedAgain += fillGap(submission) ? 0 : SIGN_AGAIN_MAX;
                } else {
                    SignedSubmission fresh = signAgain(submission, refused.get());
                    if (!fresh.equals(submission)) {
                        earlier.add(submission);
                        mayBeHeld = false;
                    }
                    submission = fresh;
                    signedAgain++;
                }
            } else if (!(reply instanceof Reply.Queued) && !(reply instanceof Reply.NotNow)) {
                return settled(submission, reply);
            }
            pause(submission, reply, backoff);
        }
        throw new PcmException.OutcomeUnknown(submission.id());
    }

    /** The outcome that these bytes, or others signed before for the same payload, have had. */
    private Optional<Settled> known(SignedSubmission latest, List<SignedSubmission> earlier) {
        return Stream.concat(Stream.of(latest), earlier.stream())
                .flatMap(submission ->
                        door
                                .find(submission)
                                .filter(done -> refusal(done).isEmpty())
                                .map(done -> settled(submission, done))
                                .stream())
                .findFirst();
    }

    /** Whether some gateway may hold the bytes now, for all that the reply says. */
    private static boolean leavesOpen(Reply reply) {
        return switch (reply) {
            case Reply.Queued queued -> true;
            case Reply.NotNow notNow -> true;
            case Reply.TurnedAway turned -> turned.askedBefore();
            case Reply.Done done -> false;
        };
    }

    /** Whether no gateway can have expired bytes applied any more, however wrong its clock is. */
    private boolean isOver(SignedSubmission expired, Reply reply) {
        boolean onLedger = reply instanceof Reply.Done done && done.cursor().isPresent();
        return onLedger || lane.isOver(expired.untilMillis());
    }

    /**
     * A lower number of this very process is still on its way, for a lost request say. Nothing is
     * amiss with this one: once the lower one is through, all that waited go again at once, so that
     * they meet at the gateway instead of missing each other.
     */
    private boolean lowerIsUnderWay(SignedSubmission submission) {
        try {
            return lane.awaitLower(submission.sequence(), LOWER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PcmException.OutcomeUnknown(submission.id());
        }
    }

    private static boolean mayHelp(RefusalCode code) {
        return code == RefusalCode.SEQUENCE_GAP
                || code == RefusalCode.SEQUENCE_USED
                || code == RefusalCode.EXPIRED
                || code == RefusalCode.DUPLICATE
                || code == RefusalCode.BATCH_FULL;
    }

    private void pause(SignedSubmission submission, Reply reply, Backoff backoff) {
        if (reply instanceof Reply.Queued) {
            backoff.reset();
            return;
        }
        LOG.debug("{} #{}: {}", lane.key().lane(), submission.sequence(), reply);
        try {
            backoff.pause();
        } catch (PcmException.Unreachable e) {
            throw new PcmException.OutcomeUnknown(submission.id());
        }
    }

    private SignedSubmission signAgain(SignedSubmission old, RefusalCode why) {
        return switch (why) {
            case EXPIRED -> {
                SignedSubmission fresh = lane.signAs(old.sequence(), old.payload());
                lane.outbox().replace(fresh);
                yield fresh;
            }
            case SEQUENCE_USED -> {
                lane.outbox().skipTo(lane.key(), Math.max(old.sequence(), lane.usedOnLedger()));
                SignedSubmission fresh =
                        lane.outbox().next(lane.key(), () -> 0, n -> lane.signAs(n, old.payload()));
                lane.outbox().settle(old);
                yield fresh;
            }
            default -> old;
        };
    }

    /**
     * Sees to it that the numbers below {@code submission}'s get used, so that its own bytes can
     * stay as they are.
     */
    private boolean fillGap(SignedSubmission submission) {
        long last = lane.usedOnLedger();
        if (submission.sequence() - last > GAP_MAX) {
            return false;
        }
        for (SignedSubmission lower : lane.outbox().open(lane.key())) {
            if (lower.sequence() < submission.sequence() && !lane.isUnderWay(lower.sequence())) {
                door.post(lower);
            }
        }
        for (long number = last + 1; number < submission.sequence(); number++) {
            if (!isKept(number)) {
                door.post(lane.signAs(number, ONLY_ACKNOWLEDGES));
            }
        }
        return true;
    }

    private boolean isKept(long number) {
        return lane.isUnderWay(number)
                || lane.outbox().open(lane.key()).stream()
                        .anyMatch(kept -> kept.sequence() == number);
    }

    private Settled settled(SignedSubmission submission, Reply reply) {
        return switch (reply) {
            case Reply.Done done -> used(new Settled(submission, done.outcome(), done.cursor()));
            case Reply.TurnedAway turned ->
                    used(
                            new Settled(
                                    submission,
                                    new Outcome.Refused(submission.id(), refusal(turned)),
                                    Optional.empty()));
            case Reply.Queued queued -> throw new IllegalStateException("no outcome yet");
            case Reply.NotNow notNow -> throw new IllegalStateException("no outcome yet");
        };
    }

    /** Gives the number back where the outcome says that it was not used. */
    private Settled used(Settled settled) {
        if (settled.outcome() instanceof Outcome.Refused refused
                && refused.refusal().code() != RefusalCode.MALFORMED_PAYLOAD
                && refused.refusal().code() != RefusalCode.DUPLICATE) {
            lane.outbox().release(settled.submission());
        }
        return settled;
    }

    private static Optional<RefusalCode> refusal(Reply reply) {
        return switch (reply) {
            case Reply.Done(Outcome.Refused refused, var cursor) ->
                    Optional.of(refused.refusal().code());
            case Reply.Done done -> Optional.empty();
            case Reply.TurnedAway turned -> Optional.of(refusal(turned).code());
            case Reply.Queued queued -> Optional.empty();
            case Reply.NotNow notNow -> Optional.empty();
        };
    }

    /**
     * What the door's code means; a code of HTTP rather than of the contract counts as malformed.
     */
    private static Refusal refusal(Reply.TurnedAway turned) {
        for (RefusalCode code : RefusalCode.values()) {
            if (code.wire().equals(turned.code())) {
                return code.because(turned.why());
            }
        }
        return RefusalCode.MALFORMED.because(turned.code() + ": " + turned.why());
    }
}
