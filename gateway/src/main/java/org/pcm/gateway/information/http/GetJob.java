package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Shows one job. */
final class GetJob implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/jobs/{job}";

    private final Directory directory;

    GetJob(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        long job = Requests.pathNumber(ctx, "job");
        Requests.answer(ctx, directory.job(ctx.pathParam("cooperation"), job), "job " + job);
    }
}
