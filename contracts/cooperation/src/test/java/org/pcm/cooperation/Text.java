package org.pcm.cooperation;

import java.nio.charset.StandardCharsets;

/** Texts and bytes. */
final class Text {
    private Text() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String of(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
