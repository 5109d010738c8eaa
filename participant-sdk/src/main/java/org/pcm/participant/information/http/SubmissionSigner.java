package org.pcm.participant.information.http;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.pcm.cooperation.submission.Header;
import org.pcm.cooperation.submission.Submission;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.SignedSubmission;

/** Makes submissions of one lane and key (docs/protocol.md §2). */
final class SubmissionSigner {

    /**
     * How long a submission stays valid; a resend after that is signed anew under the same number.
     */
    static final long VALID_MILLIS = 5 * 60_000;

    private final LaneKey key;
    private final Identity identity;
    private final InstantSource clock;

    SubmissionSigner(LaneKey key, Identity identity, InstantSource clock) {
        this.key = key;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Signs.
     *
     * @param introduce whether the key is not on the ledger yet and has to be told
     */
    SignedSubmission sign(long sequence, long seen, boolean introduce, byte[] payload) {
        Header header =
                new Header(
                        key.kid(),
                        key.ledger(),
                        key.lane(),
                        sequence,
                        clock.millis() + VALID_MILLIS,
                        seen,
                        introduce ? identity.jwk().point() : null);
        byte[] input = Submission.signingInput(header, payload);
        byte[] jws = Submission.compact(input, identity.sign(input));
        if (jws.length > Submission.MAX_CHARS) {
            throw new IllegalArgumentException(
                    "a submission has at most "
                            + Submission.MAX_CHARS
                            + " characters, this one "
                            + jws.length);
        }
        return new SignedSubmission(key, sequence, new String(jws, StandardCharsets.US_ASCII));
    }
}
