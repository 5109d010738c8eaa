package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Lists jobs by number. */
final class GetJobs implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/jobs";

    private static final int COUNT_MAX = 1_024;

    private final Directory directory;

    GetJobs(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        String name = ctx.pathParam("cooperation");
        long from = Requests.number(ctx, "from", 1, 0, Long.MAX_VALUE);
        long count = Requests.number(ctx, "count", COUNT_MAX, 1, COUNT_MAX);
        Requests.answer(ctx, directory.jobs(name, from, (int) count), "cooperation " + name);
    }
}
