package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Lists the tasks of a job. */
final class GetTasks implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/jobs/{job}/tasks";

    private static final int COUNT_MAX = 1_024;

    private final Directory directory;

    GetTasks(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        long job = Requests.pathNumber(ctx, "job");
        long from = Requests.number(ctx, "from", 0, 0, Integer.MAX_VALUE);
        long count = Requests.number(ctx, "count", COUNT_MAX, 1, COUNT_MAX);
        Requests.answer(
                ctx,
                directory.tasks(ctx.pathParam("cooperation"), job, (int) from, (int) count),
                "job " + job);
    }
}
