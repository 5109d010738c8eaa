package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Optional;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.submission.Submission;
import org.pcm.gateway.information.door.Door;
import org.pcm.gateway.information.door.DoorAnswer;
import org.pcm.gateway.information.message.Answer;
import org.pcm.gateway.information.signature.Receipts;

/** Takes a submission; answers at once with a receipt, or waits for the outcome. */
final class PostSubmission implements Handler {
    static final String ROUTE = "/v1/submissions";

    static final long WAIT_MILLIS_MAX = 30_000;

    private final Door door;
    private final Receipts receipts;
    private final Outcomes outcomes;

    PostSubmission(Door door, Receipts receipts, Outcomes outcomes) {
        this.door = door;
        this.receipts = receipts;
        this.outcomes = outcomes;
    }

    @Override
    public void handle(Context ctx) throws IOException, InterruptedException {
        long waitMillis = Requests.number(ctx, "wait", 0, 0, WAIT_MILLIS_MAX);
        byte[] jws = ctx.req().getInputStream().readNBytes(Submission.MAX_CHARS + 1);
        switch (door.receive(jws).join()) {
            case DoorAnswer.Queued queued -> {
                String receipt = receipts.of(queued.id(), queued.receivedMillis());
                queued(ctx, queued.id(), receipt, outcomes.await(queued.id(), waitMillis));
            }
            case DoorAnswer.Known known -> {
                String receipt = receipts.of(known.id(), System.currentTimeMillis());
                done(ctx, known.id(), receipt, known.answer());
            }
            case DoorAnswer.Refused refused ->
                    throw ProblemException.of(Problem.of(refused.code(), refused.why()));
        }
    }

    private static void queued(Context ctx, String id, String receipt, Optional<Answer> answer) {
        if (answer.isPresent()) {
            done(ctx, id, receipt, answer.get());
        } else {
            ctx.status(202);
            Requests.json(ctx, json(id, receipt, to -> {}));
        }
    }

    private static void done(Context ctx, String id, String receipt, Answer answer) {
        Requests.json(ctx, json(id, receipt, to -> Outcomes.write(answer, to)));
    }

    private static byte[] json(String id, String receipt, Json.Part rest) {
        return Json.write(to -> {
            to.writeStartObject();
            to.writeStringField("id", id);
            to.writeStringField("receipt", receipt);
            rest.write(to);
            to.writeEndObject();
        });
    }
}
