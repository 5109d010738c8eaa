package org.pcm.gateway.information.signature;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.cooperation.submission.SignatureCheck;

/**
 * A compact JWS other than a submission, taken apart, its signature not yet checked.
 *
 * @param kid who claims to have signed it
 * @param type the header's {@code typ}
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed on, never compared
public record Jws(String kid, String type, Fields payload, byte[] signingInput, byte[] signature) {
    private static final int CHARACTERS_MAX = 8_192;

    /** Takes the text apart; nothing where it is none. */
    public static Optional<Jws> parse(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (compact.length() > CHARACTERS_MAX || parts.length != 3) {
            return Optional.empty();
        }
        try {
            Fields header = Json.readObject(Hash.fromBase64url(parts[0]));
            boolean isEs256 = header.text("alg", 16).equals("ES256");
            Jws jws =
                    new Jws(
                            header.text("kid", KeyBytes.KID_CHARS),
                            header.text("typ", 32),
                            Json.readObject(Hash.fromBase64url(parts[1])),
                            (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                            Hash.fromBase64url(parts[2]));
            header.end();
            return isEs256 ? Optional.of(jws) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** Whether the owner of {@code key} (x‖y) signed it. */
    public boolean signedBy(byte[] key, SignatureCheck check) {
        return check.verify(key, signingInput, signature);
    }
}
