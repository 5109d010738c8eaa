package org.pcm.participant.information;

import java.nio.charset.StandardCharsets;
import org.pcm.participant.identity.Base64Url;

/**
 * A signed submission, as it is sent: these bytes and no others.
 *
 * @param key where its sequence counts
 * @param sequence its number
 * @param jws the compact JWS
 */
public record Submission(LaneKey key, long sequence, String jws) {

    /** Most characters of a submission. */
    public static final int MAX_CHARS = 131_072;

    /** Its id: the digest of its signing input. */
    public String id() {
        String input = jws.substring(0, jws.lastIndexOf('.'));
        return Base64Url.encode(Digest.sha256(input.getBytes(StandardCharsets.US_ASCII)).bytes());
    }

    /** The list of commands, as JSON. */
    public byte[] payload() {
        return Base64Url.decode(jws.substring(jws.indexOf('.') + 1, jws.lastIndexOf('.')));
    }
}
