package org.pcm.participant.information.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.LaneKey;
import org.pcm.participant.information.Submission;

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
     * @param introduce whether the key is not on the ledger yet and has to be told
     */
    Submission sign(long sequence, long seen, boolean introduce, byte[] payload) {
        ObjectNode header =
                identity.header().put("ledger", key.ledger()).put("cooperation", key.lane());
        header.put("sequence", sequence)
                .put("until", clock.millis() + VALID_MILLIS)
                .put("seen", seen);
        if (introduce) {
            header.set("jwk", identity.jwk().toJson());
        }
        String jws = identity.jws(header, payload);
        if (jws.length() > Submission.MAX_CHARS) {
            throw new IllegalArgumentException(
                    "a submission has at most "
                            + Submission.MAX_CHARS
                            + " characters, this one "
                            + jws.length());
        }
        return new Submission(key, sequence, jws);
    }
}
