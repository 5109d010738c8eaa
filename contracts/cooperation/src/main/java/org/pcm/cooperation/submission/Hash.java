package org.pcm.cooperation.submission;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.pcm.cooperation.json.JsonException;

/** SHA-256 and base64url, the two encodings of the protocol. */
public final class Hash {
    /** Bytes of a SHA-256. */
    public static final int BYTES = 32;

    private Hash() {}

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    /** Base64url without padding. */
    public static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads canonical base64url without padding; {@link JsonException} for anything else. */
    public static byte[] fromBase64url(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (base64url(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // falls through: said once below
        }
        throw new JsonException("not canonical base64url");
    }
}
