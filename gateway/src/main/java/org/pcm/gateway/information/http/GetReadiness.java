package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells whether submissions can be taken now, and else why not. */
final class GetReadiness implements Handler {
    static final String ROUTE = "/health/ready";

    private final Supplier<Optional<String>> obstacle;

    GetReadiness(Supplier<Optional<String>> obstacle) {
        this.obstacle = obstacle;
    }

    @Override
    public void handle(Context ctx) {
        obstacle.get()
                .ifPresent(why -> {
                    throw ProblemException.of(503, "NotReady", why);
                });
        ctx.contentType("application/json").result("{\"state\":\"ready\"}");
    }
}
