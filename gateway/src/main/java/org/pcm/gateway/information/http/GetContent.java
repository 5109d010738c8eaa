package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pcm.gateway.information.content.ContentAccess;
import org.pcm.gateway.information.content.ContentStore;
import org.pcm.gateway.information.signature.Tokens;

/**
 * Gives content to those who may read it. Whether other content exists is nobody's business: to
 * everybody else it is not there.
 */
final class GetContent implements Handler {
    static final String ROUTE = "/v1/content/{sha256}";

    private final ContentStore store;
    private final ContentAccess access;
    private final Tokens tokens;

    GetContent(ContentStore store, ContentAccess access, Tokens tokens) {
        this.store = store;
        this.access = access;
        this.tokens = tokens;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        String sha256 = Requests.contentId(ctx);
        String participant = Requests.participant(ctx, tokens);
        Path file =
                store.find(sha256)
                        .orElseThrow(() -> ProblemException.notFound("content " + sha256));
        if (!access.mayRead(participant, sha256)) {
            throw ProblemException.notFound("content " + sha256);
        }
        ctx.contentType("application/octet-stream");
        ctx.header("Content-Length", Long.toString(Files.size(file)));
        if (!ctx.method().equals(HandlerType.HEAD)) {
            Files.copy(file, ctx.outputStream());
        }
    }
}
