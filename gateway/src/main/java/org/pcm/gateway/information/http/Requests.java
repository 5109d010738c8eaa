package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcm.gateway.information.content.ContentId;
import org.pcm.gateway.information.signature.Tokens;

/** What handlers ask of a request, and the problem when it is not there. */
final class Requests {
    private static final String BEARER = "Bearer ";
    private static final String JSON = "application/json";

    private Requests() {}

    /** A whole number in the query, within bounds, or {@code absent}. */
    static long number(Context ctx, String name, long absent, long min, long max) {
        String text = ctx.queryParam(name);
        return text == null ? absent : number(name, text, min, max);
    }

    /** Text in the query, which must be there. */
    static String text(Context ctx, String name) {
        String text = ctx.queryParam(name);
        if (text == null || text.isEmpty()) {
            throw ProblemException.badRequest("the query must say " + name + "=…");
        }
        return text;
    }

    /** A whole number in the path. */
    static long pathNumber(Context ctx, String name) {
        return number(name, ctx.pathParam(name), 0, Long.MAX_VALUE);
    }

    private static long number(String name, String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said once below
        }
        throw ProblemException.badRequest(
                name + " must be a whole number from " + min + " to " + max);
    }

    static String contentId(Context ctx) {
        String sha256 = ctx.pathParam("sha256");
        if (!ContentId.isOne(sha256)) {
            throw ProblemException.badRequest("content is named by 64 lower-case hex digits");
        }
        return sha256;
    }

    /** The participant whose token the request carries. */
    static String participant(Context ctx, Tokens tokens) {
        @Nullable String header = ctx.header("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            throw ProblemException.of(401, "TokenMissing", "this needs a token");
        }
        return switch (tokens.judge(header.substring(BEARER.length()))) {
            case Tokens.Verdict.Good good -> good.participant();
            case Tokens.Verdict.WrongGateway wrong ->
                    throw ProblemException.of(401, "WrongGateway", wrong.why());
            case Tokens.Verdict.Invalid invalid ->
                    throw ProblemException.of(401, "TokenInvalid", invalid.why());
        };
    }

    static void answer(Context ctx, Optional<byte[]> json, String what) {
        json(ctx, json.orElseThrow(() -> ProblemException.notFound(what)));
    }

    static void json(Context ctx, byte[] json) {
        ctx.contentType(JSON).result(json);
    }
}
