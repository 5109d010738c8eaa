package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.pcm.gateway.information.index.Directory;

/** Shows one task. */
final class GetTask implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/jobs/{job}/tasks/{task}";

    private final Directory directory;

    GetTask(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        long job = Requests.pathNumber(ctx, "job");
        long task = Requests.pathNumber(ctx, "task");
        Requests.answer(
                ctx,
                directory.task(
                        ctx.pathParam("cooperation"), job, (int) Math.min(task, Integer.MAX_VALUE)),
                "task " + task + " in job " + job);
    }
}
