package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Lists the registry. */
final class GetParticipants implements Handler {
    static final String ROUTE = "/v1/participants";

    private final Directory directory;

    GetParticipants(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        Requests.json(ctx, directory.participants());
    }
}
