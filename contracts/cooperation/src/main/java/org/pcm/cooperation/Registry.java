package org.pcm.cooperation;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.member.Participant;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.cooperation.page.Pages;

/** Look-ups in the registry; only open and join read it from another lane. */
public final class Registry {
    private Registry() {}

    public static @Nullable Participant participant(Pages pages, String name) {
        byte[] page = pages.get(PageKeys.participant(name));
        return page == null ? null : Participant.read(page);
    }

    /** The participant who owns the key. */
    public static @Nullable Participant participantWithKey(Pages pages, String kid) {
        byte[] name = pages.get(PageKeys.key(kid));
        return name == null ? null : participant(pages, new String(name, StandardCharsets.UTF_8));
    }
}
