package org.pcm.cooperation.submission;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.JsonException;

/** A P-256 public key as 64 bytes x‖y, its JWK form and its id. */
public final class KeyBytes {
    /** Bytes of a key. */
    public static final int LENGTH = 64;

    /** Characters of a key id. */
    public static final int KID_CHARS = 43;

    private KeyBytes() {}

    /** The key's id: its RFC 7638 thumbprint in base64url. */
    public static String kid(byte[] key) {
        String canonical =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
                        + x(key)
                        + "\",\"y\":\""
                        + y(key)
                        + "\"}";
        return Hash.base64url(Hash.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@code text} if it can be the id of a key. */
    static String readKid(String text) {
        if (Hash.fromBase64url(text).length != Hash.BYTES) {
            throw new JsonException("kid must be a key's thumbprint");
        }
        return text;
    }

    /** The coordinate x in base64url. */
    public static String x(byte[] key) {
        return Hash.base64url(Arrays.copyOf(key, LENGTH / 2));
    }

    /** The coordinate y in base64url. */
    public static String y(byte[] key) {
        return Hash.base64url(Arrays.copyOfRange(key, LENGTH / 2, LENGTH));
    }

    /** Reads a JWK that has {@code kty}, {@code crv}, {@code x} and {@code y} and nothing else. */
    public static byte[] readJwk(Fields fields) {
        if (!fields.text("kty", 8).equals("EC") || !fields.text("crv", 8).equals("P-256")) {
            throw new JsonException("the key must be of type EC on the curve P-256");
        }
        byte[] key = new byte[LENGTH];
        coordinate(fields.text("x", KID_CHARS), key, 0);
        coordinate(fields.text("y", KID_CHARS), key, LENGTH / 2);
        fields.end();
        return key;
    }

    /** Writes the JWK. */
    public static void writeJwk(byte[] key, JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeStringField("kty", "EC");
        to.writeStringField("crv", "P-256");
        to.writeStringField("x", x(key));
        to.writeStringField("y", y(key));
        to.writeEndObject();
    }

    private static void coordinate(String base64url, byte[] key, int offset) {
        byte[] bytes = Hash.fromBase64url(base64url);
        if (bytes.length != LENGTH / 2) {
            throw new JsonException("a coordinate must have 32 bytes");
        }
        System.arraycopy(bytes, 0, key, offset, bytes.length);
    }
}
