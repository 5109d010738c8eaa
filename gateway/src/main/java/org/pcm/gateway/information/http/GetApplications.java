package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Lists who waits to be admitted. */
final class GetApplications implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/applications";

    private final Directory directory;

    GetApplications(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        String name = ctx.pathParam("cooperation");
        Requests.answer(ctx, directory.applications(name), "cooperation " + name);
    }
}
