package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import org.pcm.gateway.information.content.ContentStore;
import org.pcm.gateway.information.signature.Tokens;

/** Takes content for the participant whose token comes with it. */
final class PutContent implements Handler {
    static final String ROUTE = "/v1/content/{sha256}";

    private final ContentStore store;
    private final Tokens tokens;

    PutContent(ContentStore store, Tokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        String sha256 = Requests.contentId(ctx);
        String participant = Requests.participant(ctx, tokens);
        switch (store.put(sha256, participant, ctx.req().getInputStream())) {
            case STORED -> ctx.status(204);
            case WRONG_DIGEST ->
                    throw ProblemException.of(
                            422, "WrongDigest", "the content has another SHA-256");
            case TOO_LARGE ->
                    throw ProblemException.of(413, "TooLarge", "the content is too large");
            case QUOTA_EXCEEDED ->
                    throw ProblemException.of(
                            507,
                            "ContentQuotaExceeded",
                            "this gateway keeps no more content of " + participant + " for now");
            case DISK_FULL ->
                    throw ProblemException.of(507, "StorageFull", "the gateway's disk is full");
        }
    }
}
