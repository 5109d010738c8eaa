package org.pcm.gateway.information.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.page.PageKeys;
import org.pcm.gateway.information.index.Freshness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what went wrong becomes an answer. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_SECONDS = "1";
    private static final String PARTICIPANTS = "/v1/participants/";

    private Problems() {}

    static void register(RoutesConfig routes, Freshness freshness) {
        routes.exception(
                ProblemException.class,
                (e, ctx) -> answer(ctx, checked(e.problem(), ctx, freshness)));
        routes.exception(
                HttpResponseException.class,
                (e, ctx) ->
                        answer(ctx, new Problem(e.getStatus(), named(e.getStatus()), message(e))));
        routes.exception(Exception.class, Problems::unexpected);
    }

    /** What is not there may only not have been read yet; then to ask again is the answer. */
    private static Problem checked(Problem problem, Context ctx, Freshness freshness) {
        if (problem.status() != 404) {
            return problem;
        }
        @Nullable String lane = ctx.pathParamMap().get("cooperation");
        if (lane == null && ctx.path().startsWith(PARTICIPANTS)) {
            lane = PageKeys.REGISTRY;
        }
        return lane == null || freshness.hasAllOf(lane)
                ? problem
                : new Problem(
                        503,
                        "NotReady",
                        problem.why()
                                + " here yet, but this gateway has not read all of the ledger");
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
