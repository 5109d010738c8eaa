package org.pcm.participant.identity;

import java.time.Duration;
import java.time.InstantSource;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.member.Voucher;

/**
 * An organisation's registrar, who vouches by hand: what a gateway that has the registrar's key
 * does for newcomers by itself, and the recovery that no gateway does (docs/protocol.md §7). Who
 * asks has to be known to whoever holds this key: the ledger believes it.
 *
 * @param key the registrar's
 * @param ledger the id of the ledger it is a registrar of
 */
public record Registrar(Identity key, String ledger, InstantSource clock) {
    /** A voucher with which a new participant registers under {@code name}. */
    public String newcomer(String name, Tier tier, String kid, Duration validFor) {
        return vouch(Voucher.TYPE, name, tier, kid, validFor);
    }

    /**
     * A voucher with which the key {@code kid} takes the place of all keys of a participant. Only a
     * registrar of the organisation that vouched for the participant is believed.
     */
    public String recovery(String name, Tier tier, String kid, Duration validFor) {
        return vouch(Voucher.RECOVERY, name, tier, kid, validFor);
    }

    private String vouch(String type, String name, Tier tier, String kid, Duration validFor) {
        long until = clock.millis() + validFor.toMillis();
        return key.jws(
                key.header().put("typ", type),
                new Voucher(ledger, name, tier, kid, until).toJson());
    }
}
