package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Shows the round: its state, and the terms proposed for the next one. */
final class GetRound implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/round";

    private final Directory directory;

    GetRound(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        String name = ctx.pathParam("cooperation");
        Requests.answer(ctx, directory.round(name), "cooperation " + name);
    }
}
