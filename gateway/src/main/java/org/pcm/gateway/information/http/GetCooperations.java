package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Lists the cooperations. */
final class GetCooperations implements Handler {
    static final String ROUTE = "/v1/cooperations";

    private final Directory directory;

    GetCooperations(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        Requests.json(ctx, directory.cooperations());
    }
}
