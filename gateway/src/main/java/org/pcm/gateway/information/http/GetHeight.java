package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.LongSupplier;
import org.pcm.cooperation.json.Json;

/** Tells how many blocks there are. */
final class GetHeight implements Handler {
    static final String ROUTE = "/v1/blocks";

    private final LongSupplier height;

    GetHeight(LongSupplier height) {
        this.height = height;
    }

    @Override
    public void handle(Context ctx) {
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
