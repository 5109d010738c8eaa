package org.pcm.cooperation.member;

import java.util.regex.Pattern;
import org.pcm.cooperation.json.JsonException;

/** The texts that name participants, cooperations and capabilities. */
public final class Labels {
    /** Most capabilities a participant may state. */
    public static final int MAX_CAPABILITIES = 16;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern CAPABILITY = Pattern.compile("[a-z0-9][a-z0-9.-]{0,31}");
    private static final Pattern REASON = Pattern.compile("[A-Za-z]{1,32}");

    private Labels() {}

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** {@code text} if it may name a participant or a cooperation. */
    public static String name(String text) {
        return check(NAME, text);
    }

    public static String capability(String text) {
        return check(CAPABILITY, text);
    }

    /** {@code text} if it may be the reason of a rejection or failure. */
    public static String reason(String text) {
        return check(REASON, text);
    }

    private static String check(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new JsonException("\"" + text + "\" does not match " + pattern);
        }
        return text;
    }
}
