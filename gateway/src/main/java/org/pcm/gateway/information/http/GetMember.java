package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Shows one line of the roster. */
final class GetMember implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/members/{name}";

    private final Directory directory;

    GetMember(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        String name = ctx.pathParam("name");
        Requests.answer(
                ctx, directory.member(ctx.pathParam("cooperation"), name), "member " + name);
    }
}
