package org.pcm.gateway.information.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.gateway.information.index.Freshness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what went wrong becomes an answer. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_SECONDS = "1";
    private static final String HEIGHT = "height";
    private static final String PARTICIPANTS = "/v1/participants/";

    private Problems() {}

    static void register(RoutesConfig routes, Freshness freshness, LongSupplier height) {
        routes.before(ctx -> ctx.attribute(HEIGHT, height.getAsLong()));
        routes.exception(
                ProblemException.class,
                (e, ctx) -> answer(ctx, checked(e.problem(), ctx, freshness, height)));
        routes.exception(
                HttpResponseException.class,
                (e, ctx) ->
                        answer(ctx, new Problem(e.getStatus(), named(e.getStatus()), message(e))));
        routes.exception(Exception.class, Problems::unexpected);
    }

    /**
     * What is not there may only not have been read yet, or have been read since the question came;
     * then to ask again is the answer.
     */
    private static Problem checked(
            Problem problem, Context ctx, Freshness freshness, LongSupplier height) {
        if (problem.status() != 404) {
            return problem;
        }
        @Nullable String lane = ctx.pathParamMap().get("cooperation");
        if (lane == null && ctx.path().startsWith(PARTICIPANTS)) {
            lane = PageKeys.REGISTRY;
        }
        boolean isFinal = lane == null || (freshness.hasAllOf(lane) && sinceThen(ctx, height) == 0);
        return isFinal
                ? problem
                : new Problem(
                        503,
                        "NotReady",
                        problem.why()
                                + " here yet, but this gateway has not read all of the ledger");
    }

    /** How many blocks were read since the request came. */
    private static long sinceThen(Context ctx, LongSupplier height) {
        @Nullable Long then = ctx.attribute(HEIGHT);
        return then == null ? 0 : height.getAsLong() - then;
    }

    private static String message(HttpResponseException e) {
        return String.valueOf(e.getMessage());
    }

    private static String named(int status) {
        return switch (status) {
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 413 -> "TooLarge";
            default -> "BadRequest";
        };
    }

    private static void unexpected(Exception e, Context ctx) {
        LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
        answer(ctx, new Problem(500, "InternalError", "the gateway failed; its log says why"));
    }

    static void answer(Context ctx, Problem problem) {
        if (problem.status() == 429 || problem.status() == 503) {
            ctx.header("Retry-After", RETRY_SECONDS);
        }
        if (problem.status() == 401) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
        ctx.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(problem.toJson());
    }
}
