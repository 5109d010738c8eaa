package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Shows one cooperation. */
final class GetCooperation implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}";

    private final Directory directory;

    GetCooperation(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        String name = ctx.pathParam("cooperation");
        Requests.answer(ctx, directory.cooperation(name), "cooperation " + name);
    }
}
