package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.LongSupplier;
import org.pcm.cooperation.json.Json;
import org.pcm.gateway.information.index.Freshness;

/**
 * Tells how many blocks there are here; asked with all of a lane, only once this gateway has read
 * all that its peer holds of it.
 */
final class GetHeight implements Handler {
    static final String ROUTE = "/v1/blocks";

    private final LongSupplier height;
    private final Freshness freshness;

    GetHeight(LongSupplier height, Freshness freshness) {
        this.height = height;
        this.freshness = freshness;
    }

    @Override
    public void handle(Context ctx) {
        String lane = ctx.queryParam("of");
        if (lane != null && !freshness.hasAllOf(lane)) {
            throw ProblemException.of(
                    503, "NotReady", "this gateway has not read all of " + lane + " yet");
        }
        long blocks = height.getAsLong();
        Requests.json(
                ctx,
                Json.write(to -> {
                    to.writeStartObject();
                    to.writeNumberField("height", blocks);
                    to.writeEndObject();
                }));
    }
}
