package org.pcm.cooperation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.KeyProof;
import org.pcm.cooperation.member.KeyState;
import org.pcm.cooperation.member.Participant;
import org.pcm.cooperation.page.Pages;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.cooperation.submission.KeyCommand;
import org.pcm.cooperation.submission.SignatureCheck;

/**
 * Which keys speak for a participant, as the batch under way changes it. A key that was revoked
 * stays known as its owner's, so that nobody can ever use it again.
 */
final class RegistryKeys {
    /** Most keys of a participant: one for each of its devices. */
    static final int MAX_KEYS = 8;

    private final Pages pages;
    private final String ledger;
    private final SignatureCheck signatures;
    private final Map<String, Participant> changed;
    private final Map<String, String> owners;
    private final List<Event> events;

    RegistryKeys(
            Pages pages,
            String ledger,
            SignatureCheck signatures,
            Map<String, Participant> changed,
            Map<String, String> owners,
            List<Event> events) {
        this.pages = pages;
        this.ledger = ledger;
        this.signatures = signatures;
        this.changed = changed;
        this.owners = owners;
        this.events = events;
    }

    /** A second device, or the first half of a rotation. */
    @Nullable Refusal add(Participant now, KeyCommand.AddKey command) {
        String kid = KeyBytes.kid(command.key());
        if (owners.containsKey(kid) || Registry.participantWithKey(pages, kid) != null) {
            return RefusalCode.KEY_TAKEN.because("the key is, or was, somebody's");
        }
        if (now.keys().size() >= MAX_KEYS) {
            return RefusalCode.TOO_MANY_KEYS.because(
                    now.name() + " has " + MAX_KEYS + " keys; revoke one first");
        }
        try {
            new KeyProof(ledger, now.name()).check(command.proof(), command.key(), signatures);
        } catch (JsonException e) {
            return RefusalCode.BAD_PROOF.because(String.valueOf(e.getMessage()));
        }
        List<KeyState> keys = new ArrayList<>(now.keys());
        keys.add(KeyState.fresh(command.key()));
        enter(now.withKeys(keys), command.key());
        return null;
    }

    /** A lost device, or the second half of a rotation. */
    @Nullable Refusal revoke(Participant now, String kid) {
        if (!now.hasKey(kid)) {
            return RefusalCode.NO_SUCH_KEY.because(now.name() + " has no such key");
        }
        if (now.keys().size() == 1) {
            return RefusalCode.LAST_KEY.because(
                    "it is the only key; add another one first, or recover by the registrar");
        }
        changed.put(
                now.name(),
                now.withKeys(now.keys().stream().filter(k -> !k.kid().equals(kid)).toList()));
        events.add(new Event.KeyRevoked(now.name(), kid));
        return null;
    }

    /** All keys but {@code key} are revoked. */
    Participant recover(Participant now, KeyState key) {
        now.keys().forEach(old -> events.add(new Event.KeyRevoked(now.name(), old.kid())));
        Participant recovered = now.withKeys(List.of(key));
        enter(recovered, key.key());
        return recovered;
    }

    private void enter(Participant participant, byte[] key) {
        String kid = KeyBytes.kid(key);
        changed.put(participant.name(), participant);
        owners.put(kid, participant.name());
        events.add(new Event.KeyAdded(participant.name(), kid, Hash.base64url(key)));
    }
}
