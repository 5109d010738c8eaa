package org.pcm.cooperation.member;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.cooperation.submission.SignatureCheck;

/**
 * A new key's own word that it wants to speak for a participant: a compact JWS of type {@value
 * #TYPE}, so that nobody can take away another's key by registering it first.
 */
public record KeyProof(String ledger, String name) {
    /** The {@code typ} of a proof. */
    public static final String TYPE = "pcm-key";

    /**
     * Checks that {@code jws} is this proof, signed by {@code key}; {@link JsonException} if not.
     */
    public void check(String jws, byte[] key, SignatureCheck signatures) {
        List<String> parts = List.of(jws.split("\\.", -1));
        if (parts.size() != 3) {
            throw new JsonException("a proof is a compact JWS");
        }
        Fields header = Json.readObject(Hash.fromBase64url(parts.get(0)));
        boolean right =
                header.text("alg", 16).equals("ES256")
                        && header.text("typ", 32).equals(TYPE)
                        && header.text("kid", 64).equals(KeyBytes.kid(key));
        header.end();
        Fields payload = Json.readObject(Hash.fromBase64url(parts.get(1)));
        right &= payload.text("ledger", 64).equals(ledger);
        right &= payload.text("name", 32).equals(name);
        payload.end();
        byte[] signed = (parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII);
        if (!right || !signatures.verify(key, signed, Hash.fromBase64url(parts.get(2)))) {
            throw new JsonException(
                    "the proof must be signed by the new key, for this ledger and name");
        }
    }

    /** The header that the new key signs. */
    public static byte[] header(String kid) {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeStringField("alg", "ES256");
            to.writeStringField("kid", kid);
            to.writeStringField("typ", TYPE);
            to.writeEndObject();
        });
    }

    /** The payload that the new key signs. */
    public byte[] toJson() {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeStringField("ledger", ledger);
            to.writeStringField("name", name);
            to.writeEndObject();
        });
    }
}
