package org.pcm.gateway.information.content;

import java.util.regex.Pattern;

/** A SHA-256 in lower-case hex. */
public final class ContentId {
    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{64}");

    private ContentId() {}

    public static boolean isOne(String text) {
        return TEXT.matcher(text).matches();
    }
}
