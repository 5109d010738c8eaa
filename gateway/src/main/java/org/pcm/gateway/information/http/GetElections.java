package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Lists the elections, those under way and those that are over. */
final class GetElections implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/elections";

    private final Directory directory;

    GetElections(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        String name = ctx.pathParam("cooperation");
        Requests.answer(ctx, directory.elections(name), "cooperation " + name);
    }
}
