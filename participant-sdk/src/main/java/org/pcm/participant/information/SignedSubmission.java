package org.pcm.participant.information;

import java.nio.charset.StandardCharsets;
import org.pcm.cooperation.submission.Submission;

/**
 * A signed submission, as it is sent: these bytes and no others.
 *
 * @param key where its sequence counts
 * @param sequence its number
 * @param jws the compact JWS
 */
public record SignedSubmission(LaneKey key, long sequence, String jws) {

    /** Its id: the digest of its signing input. */
    public String id() {
        return parse().id();
    }

    /** The list of commands, as JSON. */
    public byte[] payload() {
        return parse().payload();
    }

    /** The lane's time from which on it has no effect any more, if it had none before. */
    public long untilMillis() {
        return parse().header().until();
    }

    private Submission parse() {
        return Submission.parse(jws.getBytes(StandardCharsets.US_ASCII));
    }
}
