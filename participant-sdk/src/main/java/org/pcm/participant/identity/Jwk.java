package org.pcm.participant.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import org.pcm.participant.information.Digest;
import org.pcm.participant.json.Json;

/**
 * A P-256 public key as JSON (RFC 7517), its coordinates in {@code b64}.
 *
 * @param x the point's x, 32 bytes
 * @param y the point's y, 32 bytes
 */
public record Jwk(String x, String y) {

    static Jwk of(ECPublicKey key) {
        return new Jwk(Base64Url.encode(EcKeys.x(key)), Base64Url.encode(EcKeys.y(key)));
    }

    /** The key's id: its RFC 7638 thumbprint, 43 characters. */
    public String kid() {
        String canonical =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
        return Base64Url.encode(Digest.sha256(canonical.getBytes(StandardCharsets.UTF_8)).bytes());
    }

    /** The key as a JSON object. */
    public ObjectNode toJson() {
        return Json.object().put("kty", "EC").put("crv", "P-256").put("x", x).put("y", y);
    }
}
