package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Shows one participant. */
final class GetParticipant implements Handler {
    static final String ROUTE = "/v1/participants/{name}";

    private final Directory directory;

    GetParticipant(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        String name = ctx.pathParam("name");
        Requests.answer(ctx, directory.participant(name), "participant " + name);
    }
}
