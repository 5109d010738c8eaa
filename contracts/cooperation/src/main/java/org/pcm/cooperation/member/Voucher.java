package org.pcm.cooperation.member;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.SignatureCheck;

/**
 * A registrar's countersignature: this name, tier and key may enter the registry (docs/protocol.md
 * §7).
 *
 * @param until valid until, milliseconds, by the registry's clock
 */
public record Voucher(String ledger, String name, Tier tier, String kid, long until) {
    /** The {@code typ} of a voucher. */
    public static final String TYPE = "pcm-voucher";

    /**
     * The {@code typ} of a voucher by which a participant who lost all its keys gets a new one. No
     * gateway issues one by itself.
     */
    public static final String RECOVERY = "pcm-recovery";

    /** A voucher whose signature holds, and who signed it. */
    public record Signed(Voucher voucher, Founding.Registrar registrar) {}

    /** Reads and checks a compact JWS; {@link JsonException} says why it is no good. */
    public static Signed check(String jws, Founding founding, SignatureCheck signatures) {
        return check(jws, TYPE, founding, signatures);
    }

    /** As {@link #check(String, Founding, SignatureCheck)}, of the type {@code type}. */
    public static Signed check(
            String jws, String type, Founding founding, SignatureCheck signatures) {
        List<String> parts = List.of(jws.split("\\.", -1));
        if (parts.size() != 3) {
            throw new JsonException("a voucher is a compact JWS");
        }
        Fields header = Json.readObject(Hash.fromBase64url(parts.get(0)));
        String kid = header.text("kid", 64);
        if (!header.text("alg", 16).equals("ES256") || !header.text("typ", 32).equals(type)) {
            throw new JsonException("a voucher's alg is ES256 and its typ " + type);
        }
        header.end();
        Founding.Registrar registrar = founding.registrar(kid);
        if (registrar == null) {
            throw new JsonException("the voucher is not signed by a registrar of this ledger");
        }
        byte[] signed = (parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII);
        if (!signatures.verify(registrar.key(), signed, Hash.fromBase64url(parts.get(2)))) {
            throw new JsonException("the voucher's signature does not hold");
        }
        return new Signed(read(Hash.fromBase64url(parts.get(1))), registrar);
    }

    private static Voucher read(byte[] payload) {
        Fields fields = Json.readObject(payload);
        Voucher voucher =
                new Voucher(
                        fields.text("ledger", 64),
                        fields.text("name", 32),
                        fields.constant("tier", Tier.class),
                        fields.text("kid", 64),
                        fields.integer("until", 0, Long.MAX_VALUE));
        fields.end();
        return voucher;
    }

    /** The payload that a registrar signs. */
    public byte[] toJson() {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeStringField("ledger", ledger);
            to.writeStringField("name", name);
            to.writeStringField("tier", tier.name());
            to.writeStringField("kid", kid);
            to.writeNumberField("until", until);
            to.writeEndObject();
        });
    }
}
