package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pcm.gateway.information.index.Board;
import org.pcm.gateway.information.signature.Tokens;

/** Shows a member what waits to be grabbed and suits it (P8). */
final class GetWaiting implements Handler {
    static final String ROUTE = "/v1/cooperations/{cooperation}/waiting";

    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})");

    private final Board board;
    private final Tokens tokens;

    GetWaiting(Board board, Tokens tokens) {
        this.board = board;
        this.tokens = tokens;
    }

    @Override
    public void handle(Context ctx) {
        String cooperation = ctx.pathParam("cooperation");
        String participant = Requests.participant(ctx, tokens);
        Requests.answer(
                ctx,
                board.page(cooperation, participant, from(ctx.queryParam("from"))),
                "member " + participant + " of cooperation " + cooperation);
    }

    private static Board.Place from(@Nullable String text) {
        if (text == null) {
            return Board.Place.START;
        }
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            throw ProblemException.badRequest("from looks like job.count, as next does");
        }
        return new Board.Place(Long.parseLong(place.group(1)), Integer.parseInt(place.group(2)));
    }
}
