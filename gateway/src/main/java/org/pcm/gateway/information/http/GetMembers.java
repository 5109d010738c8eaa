package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Lists the roster, those who left included. */
final class GetMembers implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/members";

    private final Directory directory;

    GetMembers(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        String name = ctx.pathParam("cooperation");
        Requests.answer(ctx, directory.members(name), "cooperation " + name);
    }
}
