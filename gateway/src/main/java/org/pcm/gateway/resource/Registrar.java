package org.pcm.gateway.resource;

import java.time.InstantSource;
import java.util.function.Function;
import org.pcm.cooperation.member.Voucher;
import org.pcm.gateway.information.message.VoucherRequest;

/**
 * The organisation's registrar as the gateway reaches it: by the key file it was given. It vouches
 * for whoever asks; an organisation that wants to look first keeps the key away from its gateway.
 */
public final class Registrar {
    private static final long VALID_MILLIS = 3_600_000;

    private final Function<byte[], String> sign;
    private final InstantSource clock;

    /**
     * A registrar.
     *
     * @param sign makes the compact JWS of a voucher's payload with the registrar's key
     */
    public Registrar(Function<byte[], String> sign, InstantSource clock) {
        this.sign = sign;
        this.clock = clock;
    }

    /** A voucher that is good for an hour. */
    public String vouch(VoucherRequest request) {
        return sign.apply(
                new Voucher(
                                request.ledger(),
                                request.name(),
                                request.tier(),
                                request.kid(),
                                clock.millis() + VALID_MILLIS)
                        .toJson());
    }
}
