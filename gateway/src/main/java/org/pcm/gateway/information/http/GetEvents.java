package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcm.gateway.information.index.Lookup;
import org.pcm.gateway.information.message.Cursor;
import org.pcm.gateway.information.signature.Tokens;
import org.pcm.gateway.information.stream.EventStreams;

/** Streams a lane's events and outcomes: all, or what concerns one member (B6). */
final class GetEvents implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/events";

    private static final String END = "now";

    private final EventStreams streams;
    private final Lookup lookup;
    private final Tokens tokens;

    GetEvents(EventStreams streams, Lookup lookup, Tokens tokens) {
        this.streams = streams;
        this.lookup = lookup;
        this.tokens = tokens;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        String lane = ctx.pathParam("cooperation");
        if (!lookup.hasLane(lane)) {
            throw ProblemException.notFound("cooperation " + lane);
        }
        Optional<String> member = Optional.ofNullable(ctx.queryParam("member"));
        if (member.isPresent() && !member.get().equals(Requests.participant(ctx, tokens))) {
            throw ProblemException.of(403, "NotYours", "the token is another participant's");
        }
        Cursor after = after(ctx, lane);
        if (!streams.hasRoom()) {
            throw ProblemException.of(429, "TooManyStreams", "no more streams at present");
        }
        var response = ctx.res();
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        streams.run(lane, member, after, response.getOutputStream());
    }

    private Cursor after(Context ctx, String lane) throws IOException {
        @Nullable String text = ctx.header("Last-Event-ID");
        if (text == null) {
            text = ctx.queryParam("after");
        }
        if (text == null) {
            return Cursor.START;
        }
        return text.equals(END)
                ? streams.end(lane)
                : Cursor.parse(text)
                        .orElseThrow(() ->
                                ProblemException.badRequest(
                                        "a cursor looks like block.transaction.item"));
    }
}
