package org.pcm.cooperation.member;

import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/**
 * A line of the registry.
 *
 * @param organisation whose registrar countersigned
 * @param keys its keys, each with how far it has counted in the registry's lane
 */
public record Participant(
        String name,
        Tier tier,
        String organisation,
        List<String> capabilities,
        List<KeyState> keys) {
    /** The participant's keys as they enter another lane: nothing said there yet. */
    public List<KeyState> freshKeys() {
        return keys.stream().map(key -> KeyState.fresh(key.key())).toList();
    }

    /** Whether the key speaks for it; a revoked one does no more. */
    public boolean hasKey(String kid) {
        return keys.stream().anyMatch(key -> key.kid().equals(kid));
    }

    /** With other keys. */
    public Participant withKeys(List<KeyState> others) {
        return new Participant(name, tier, organisation, capabilities, List.copyOf(others));
    }

    /** Its key with this id. */
    public KeyState key(String kid) {
        return KeyState.withId(kid, keys);
    }

    /** Its key with this id as it enters another lane. */
    public KeyState freshKey(String kid) {
        return KeyState.fresh(key(kid).key());
    }

    public byte[] write() {
        PageWriter to = new PageWriter();
        to.text(name).constant(tier).text(organisation).number(capabilities.size());
        capabilities.forEach(to::text);
        to.number(keys.size());
        keys.forEach(key -> key.write(to));
        return to.done();
    }

    public static Participant read(byte[] page) {
        PageReader from = new PageReader(page);
        String name = from.text();
        Tier tier = from.constant(Tier.class);
        String organisation = from.text();
        int count = from.count();
        List<String> capabilities = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            capabilities.add(from.text());
        }
        int keyCount = from.count();
        List<KeyState> keys = new ArrayList<>();
        for (int i = 0; i < keyCount; i++) {
            keys.add(KeyState.read(from));
        }
        from.end();
        return new Participant(name, tier, organisation, capabilities, keys);
    }
}
