package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.gateway.information.index.LedgerFacts;
import org.pcm.gateway.information.index.Lookup;
import org.pcm.gateway.information.message.VoucherRequest;

/** Has the organisation's registrar vouch, where the gateway was given one. */
final class PostVoucher implements Handler {
    static final String ROUTE = "/v1/vouchers";

    private static final int BODY_BYTES_MAX = 4_096;

    private final Lookup lookup;
    private final Optional<Function<VoucherRequest, String>> registrar;

    PostVoucher(Lookup lookup, Optional<Function<VoucherRequest, String>> registrar) {
        this.lookup = lookup;
        this.registrar = registrar;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        Function<VoucherRequest, String> vouch =
                registrar.orElseThrow(() ->
                        ProblemException.of(403, "NoRegistrar", "this gateway vouches for nobody"));
        String ledger =
                lookup.facts()
                        .map(LedgerFacts::ledger)
                        .orElseThrow(
                                () -> ProblemException.of(503, "NotReady", "no ledger is known"));
        VoucherRequest request =
                read(ctx.req().getInputStream().readNBytes(BODY_BYTES_MAX), ledger);
        String voucher = vouch.apply(request);
        Requests.json(
                ctx,
                Json.write(to -> {
                    to.writeStartObject();
                    to.writeStringField("voucher", voucher);
                    to.writeEndObject();
                }));
    }

    private static VoucherRequest read(byte[] body, String ledger) {
        try {
            Fields fields = Json.readObject(body);
            VoucherRequest request =
                    new VoucherRequest(
                            ledger,
                            Labels.name(fields.text("name", 32)),
                            fields.constant("tier", Tier.class),
                            KeyBytes.kid(KeyBytes.readJwk(fields.object("jwk"))));
            fields.end();
            return request;
        } catch (JsonException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
