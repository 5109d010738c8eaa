package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.round.RoundState;
import org.pcm.gateway.information.index.Directory;

/** Lists the cooperations: all, or those whose round is in a state, such as the calls (P2). */
final class GetCooperations implements Handler {
    static final String ROUTE = "/v1/cooperations";

    private final Directory directory;

    GetCooperations(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void handle(Context ctx) {
        @Nullable String state = ctx.queryParam("roundState");
        Requests.json(
                ctx,
                state == null
                        ? directory.cooperations()
                        : directory.cooperations(roundState(state)));
    }

    private static RoundState roundState(String text) {
        return Arrays.stream(RoundState.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.badRequest(
                                "roundState is one of " + Arrays.toString(RoundState.values())));
    }
}
