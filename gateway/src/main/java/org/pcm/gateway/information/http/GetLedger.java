package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.LongSupplier;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.gateway.information.index.LedgerFacts;
import org.pcm.gateway.information.index.Lookup;
import org.pcm.gateway.information.signature.SigningKey;

/** Shows which ledger this is, how far it has been read, and the gateway's key. */
final class GetLedger implements Handler {
    static final String ROUTE = "/v1/ledger";

    private final Lookup lookup;
    private final LongSupplier height;
    private final SigningKey key;
    private final String channel;
    private final String chaincode;

    GetLedger(
            Lookup lookup, LongSupplier height, SigningKey key, String channel, String chaincode) {
        this.lookup = lookup;
        this.height = height;
        this.key = key;
        this.channel = channel;
        this.chaincode = chaincode;
    }

    @Override
    public void handle(Context ctx) {
        LedgerFacts facts =
                lookup.facts()
                        .orElseThrow(() ->
                                ProblemException.of(503, "NotReady", "no block has been read yet"));
        Requests.json(ctx, json(facts));
    }

    private byte[] json(LedgerFacts facts) {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeStringField("ledger", facts.ledger());
            to.writeStringField("genesis", facts.genesis());
            to.writeStringField("channel", channel);
            to.writeStringField("chaincode", chaincode);
            to.writeNumberField("clockErrorMillis", facts.clockErrorMillis());
            to.writeNumberField("height", height.getAsLong());
            to.writeObjectFieldStart("gateway");
            to.writeStringField("kid", key.kid());
            to.writeFieldName("jwk");
            KeyBytes.writeJwk(key.publicKey(), to);
            to.writeEndObject();
            to.writeEndObject();
        });
    }
}
