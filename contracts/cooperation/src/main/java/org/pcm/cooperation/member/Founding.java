package org.pcm.cooperation.member;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.submission.KeyBytes;

/**
 * What a ledger is founded with, once (ruling 8). Its page is its JSON.
 *
 * @param ledger the ledger's id
 * @param clockErrorMillis how far a transaction's timestamp may be from an endorser's clock
 * @param registrars who may countersign registrations
 */
public record Founding(String ledger, long clockErrorMillis, List<Registrar> registrars) {
    /** An organisation's registrar; {@code key} is 64 bytes x‖y. */
    @SuppressWarnings("ArrayRecordComponent") // a value handed on, never compared
    public record Registrar(String organisation, byte[] key) {}

    private static final int MAX_REGISTRARS = 64;

    public static Founding read(byte[] json) {
        Fields fields = Json.readObject(json);
        Founding founding =
                new Founding(
                        fields.text("ledger", 64),
                        fields.integer("clockErrorMillis", 1, 600_000),
                        fields.list(
                                "registrars",
                                MAX_REGISTRARS,
                                r -> readRegistrar(Fields.of(r, "registrar"))));
        fields.end();
        return founding;
    }

    private static Registrar readRegistrar(Fields fields) {
        Registrar registrar =
                new Registrar(
                        fields.text("organisation", 64), KeyBytes.readJwk(fields.object("jwk")));
        fields.end();
        return registrar;
    }

    public byte[] toJson() {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeStringField("ledger", ledger);
            to.writeNumberField("clockErrorMillis", clockErrorMillis);
            to.writeArrayFieldStart("registrars");
            for (Registrar registrar : registrars) {
                to.writeStartObject();
                to.writeStringField("organisation", registrar.organisation);
                to.writeFieldName("jwk");
                KeyBytes.writeJwk(registrar.key, to);
                to.writeEndObject();
            }
            to.writeEndArray();
            to.writeEndObject();
        });
    }

    /** The registrar whose key has this id. */
    public @Nullable Registrar registrar(String kid) {
        return registrars.stream()
                .filter(r -> KeyBytes.kid(r.key).equals(kid))
                .findFirst()
                .orElse(null);
    }
}
