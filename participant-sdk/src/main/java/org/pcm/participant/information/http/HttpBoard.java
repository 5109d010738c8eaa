package org.pcm.participant.information.http;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.Board;
import org.pcm.participant.information.BoardPage;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/** A cooperation's board, read through gateways under one participant's tokens. */
public final class HttpBoard implements Board {

    private final Gateways gateways;
    private final Tokens tokens;
    private final String path;

    /** The board of {@code cooperation}. */
    public HttpBoard(Gateways gateways, Tokens tokens, String cooperation) {
        this.gateways = gateways;
        this.tokens = tokens;
        this.path = "/v1/cooperations/" + cooperation + "/waiting";
    }

    @Override
    public BoardPage page(String from) {
        HttpResponse<byte[]> response =
                gateways.exchangeWith(
                        from.isEmpty() ? path : path + "?from=" + from,
                        (request, gateway) ->
                                request.header("Authorization", "Bearer " + tokens.bearer(gateway)),
                        BodyHandlers.ofByteArray());
        return BoardPage.read(
                JsonObject.of("", Json.parse(Problems.check(response, HttpResponse::body).body())));
    }
}
