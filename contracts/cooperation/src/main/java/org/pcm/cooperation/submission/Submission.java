package org.pcm.cooperation.submission;

import java.nio.charset.StandardCharsets;
import org.pcm.cooperation.json.JsonException;

/**
 * A compact JWS taken apart, its signature not yet checked.
 *
 * @param id base64url of the SHA-256 of the signing input
 * @param header what the signature binds besides the payload
 * @param payload JSON of the commands
 * @param signingInput what was signed
 * @param signature 64 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed on, never compared
public record Submission(
        String id, Header header, byte[] payload, byte[] signingInput, byte[] signature) {
    /** Longest submission, in characters of the compact form. */
    public static final int MAX_CHARS = 131_072;

    /** Takes {@code jws} apart; {@link JsonException} says what is wrong with it. */
    public static Submission parse(byte[] jws) {
        if (jws.length > MAX_CHARS) {
            throw new JsonException("longer than " + MAX_CHARS + " characters");
        }
        String text = new String(jws, StandardCharsets.ISO_8859_1);
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            throw new JsonException("not a compact JWS: three parts parted by dots");
        }
        byte[] signature = Hash.fromBase64url(text.substring(second + 1));
        if (signature.length != 64) {
            throw new JsonException("an ES256 signature has 64 bytes");
        }
        byte[] signingInput = text.substring(0, second).getBytes(StandardCharsets.ISO_8859_1);
        return new Submission(
                id(signingInput),
                Header.read(Hash.fromBase64url(text.substring(0, first))),
                Hash.fromBase64url(text.substring(first + 1, second)),
                signingInput,
                signature);
    }

    /** The id of the submission with this signing input. */
    public static String id(byte[] signingInput) {
        return Hash.base64url(Hash.sha256(signingInput));
    }

    /** Whether the signature is that of {@code key}. */
    public boolean signedBy(byte[] key, SignatureCheck check) {
        return check.verify(key, signingInput, signature);
    }

    /** The signing input for {@code header} and {@code payload}: what a participant signs. */
    public static byte[] signingInput(Header header, byte[] payload) {
        return (Hash.base64url(header.toJson()) + "." + Hash.base64url(payload))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The compact form. */
    public static byte[] compact(byte[] signingInput, byte[] signature) {
        return (new String(signingInput, StandardCharsets.US_ASCII)
                        + "."
                        + Hash.base64url(signature))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
