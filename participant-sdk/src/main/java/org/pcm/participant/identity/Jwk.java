package org.pcm.participant.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.participant.json.Json;

/** A P-256 public key, as the protocol shows it. */
public final class Jwk {

    private final byte[] point;

    private Jwk(byte[] point) {
        this.point = point;
    }

    static Jwk of(ECPublicKey key) {
        byte[] point = Arrays.copyOf(EcKeys.x(key), KeyBytes.LENGTH);
        System.arraycopy(EcKeys.y(key), 0, point, KeyBytes.LENGTH / 2, KeyBytes.LENGTH / 2);
        return new Jwk(point);
    }

    /** The 64 bytes x‖y. */
    public byte[] point() {
        return point.clone();
    }

    /** The key's id: its RFC 7638 thumbprint, 43 characters. */
    public String kid() {
        return KeyBytes.kid(point);
    }

    /** The key as a JSON object (RFC 7517). */
    public ObjectNode toJson() {
        ObjectNode jwk = Json.object().put("kty", "EC").put("crv", "P-256");
        return jwk.put("x", KeyBytes.x(point)).put("y", KeyBytes.y(point));
    }
}
