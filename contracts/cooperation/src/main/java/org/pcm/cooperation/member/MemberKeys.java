package org.pcm.cooperation.member;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.round.Cooperation;

/**
 * Brings a member's keys up to date with the registry, which alone knows which ones speak for it: a
 * second device by its first word, a rotation or a revocation by anybody's {@code keys}.
 */
public final class MemberKeys {
    private MemberKeys() {}

    /** Reads the registry on behalf of member {@code number}. */
    public static @Nullable Refusal refresh(Cooperation state, int number) {
        Participant participant =
                number < state.roster().size()
                        ? state.registered(state.roster().get(number).name)
                        : null;
        if (participant == null) {
            return RefusalCode.NO_SUCH_MEMBER.because("there is no member " + number);
        }
        refresh(state, state.roster().get(number), participant);
        return null;
    }

    /** Takes over the keys of {@code participant}; nothing happens when they are the same. */
    public static void refresh(Cooperation state, Member member, Participant participant) {
        List<String> kids = participant.keys().stream().map(KeyState::kid).toList();
        if (!kids.equals(member.keys.stream().map(KeyState::kid).toList())) {
            state.emit(new Event.KeysChanged(member.number, kids));
            state.fold().keysReplaced(member, participant.freshKeys());
        }
    }
}
