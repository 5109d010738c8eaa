package org.pcm.participant.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The protocol's {@code b64}: base64url without padding. */
public final class Base64Url {

    private Base64Url() {}

    /** Encodes bytes. */
    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Encodes the UTF-8 of a text. */
    public static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Decodes; {@link IllegalArgumentException} when the text is not base64url. */
    public static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
