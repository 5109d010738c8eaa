package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Answers as long as the process serves. */
final class GetLiveness implements Handler {
    static final String ROUTE = "/health/live";

    @Override
    public void handle(Context ctx) {
        ctx.contentType("application/json").result("{\"state\":\"live\"}");
    }
}
