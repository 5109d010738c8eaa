package org.pcm.cooperation.submission;

import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;

/**
 * What a submission's signature binds besides its commands (docs/protocol.md §2).
 *
 * @param kid the signing key's id
 * @param ledger the ledger's id
 * @param cooperation the lane
 * @param sequence from 1, contiguous for each lane and key
 * @param until valid until, milliseconds, by the lane's clock
 * @param seen the lane's version up to which the sender has read
 * @param key the public key (x‖y) where the registry does not know it yet, else null
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed on, never compared
public record Header(
        String kid,
        String ledger,
        String cooperation,
        long sequence,
        long until,
        long seen,
        byte @Nullable [] key) {
    static Header read(byte[] json) {
        Fields fields = Json.readObject(json);
        if (!fields.text("alg", 16).equals("ES256")) {
            throw new JsonException("alg must be ES256");
        }
        Header header =
                new Header(
                        KeyBytes.readKid(fields.text("kid", KeyBytes.KID_CHARS)),
                        fields.text("ledger", 64),
                        fields.text("cooperation", 32),
                        fields.integer("sequence", 1, Long.MAX_VALUE),
                        fields.integer("until", 0, Long.MAX_VALUE),
                        fields.integer("seen", 0, Long.MAX_VALUE),
                        fields.has("jwk") ? KeyBytes.readJwk(fields.object("jwk")) : null);
        fields.end();
        return header;
    }

    /** The JSON form. */
    public byte[] toJson() {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeStringField("alg", "ES256");
            to.writeStringField("kid", kid);
            to.writeStringField("ledger", ledger);
            to.writeStringField("cooperation", cooperation);
            to.writeNumberField("sequence", sequence);
            to.writeNumberField("until", until);
            to.writeNumberField("seen", seen);
            if (key != null) {
                to.writeFieldName("jwk");
                KeyBytes.writeJwk(key, to);
            }
            to.writeEndObject();
        });
    }
}
