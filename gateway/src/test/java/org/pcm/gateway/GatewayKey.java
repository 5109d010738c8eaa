package org.pcm.gateway;

import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.gateway.information.signature.Checks;
import org.pcm.gateway.information.signature.Jws;

/** The key that a gateway shows. */
final class GatewayKey {
    private final String kid;
    private final byte[] key;

    GatewayKey(TestParticipant asker) throws Exception {
        Fields gateway = Json.readObject(asker.get("/v1/ledger").body()).object("gateway");
        kid = gateway.text("kid", 64);
        key = KeyBytes.readJwk(gateway.object("jwk"));
    }

    boolean signed(String receipt) {
        Jws jws = Jws.parse(receipt).orElseThrow();
        return jws.kid().equals(kid)
                && jws.type().equals("pcm-receipt")
                && jws.signedBy(key, Checks.ES256);
    }
}
