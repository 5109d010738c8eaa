package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import org.pcm.cooperation.json.Json;
import org.pcm.gateway.information.message.Answer;

/** Tells whether a submission waits or what became of it. */
final class GetSubmission implements Handler {
    static final String ROUTE = "/v1/submissions/{id}";

    private final Outcomes outcomes;

    GetSubmission(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public void handle(Context ctx) {
        String id = ctx.pathParam("id");
        if (outcomes.isQueued(id)) {
            Requests.json(ctx, json(id, "queued", Optional.empty()));
            return;
        }
        Answer answer =
                outcomes.find(id).orElseThrow(() -> ProblemException.notFound("submission " + id));
        Requests.json(ctx, json(id, "done", Optional.of(answer)));
    }

    private static byte[] json(String id, String state, Optional<Answer> answer) {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeStringField("id", id);
            to.writeStringField("state", state);
            if (answer.isPresent()) {
                Outcomes.write(answer.get(), to);
            }
            to.writeEndObject();
        });
    }
}
