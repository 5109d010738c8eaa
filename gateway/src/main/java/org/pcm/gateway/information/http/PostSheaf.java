package org.pcm.gateway.information.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pcm.cooperation.json.Json;
import org.pcm.gateway.information.door.Door;
import org.pcm.gateway.information.door.DoorAnswer;
import org.pcm.gateway.information.door.DoorCode;
import org.pcm.gateway.information.message.Answer;
import org.pcm.gateway.information.signature.Receipts;

/**
 * Takes a sheaf: several submissions in one request, each by itself, so that a bad one does the
 * others no harm. Says of each at once whether it is kept, and then of each what came of it.
 */
final class PostSheaf implements Handler {
    static final String ROUTE = "/v1/sheaves";

    /** Most submissions of a sheaf. */
    static final int SUBMISSIONS_MAX = 128;

    /** Most bytes of a sheaf. */
    static final int BYTES_MAX = 1 << 20;

    private final Door door;
    private final Receipts receipts;
    private final Outcomes outcomes;

    /** A submission that waits for its outcome, by its place in the sheaf. */
    private record Queued(int index, String id) {}

    PostSheaf(Door door, Receipts receipts, Outcomes outcomes) {
        this.door = door;
        this.receipts = receipts;
        this.outcomes = outcomes;
    }

    @Override
    public void handle(Context ctx) throws IOException, InterruptedException {
        long waitMillis = Requests.number(ctx, "wait", 0, 0, PostSubmission.WAIT_MILLIS_MAX);
        List<byte[]> sheaf = lines(ctx.req().getInputStream().readNBytes(BYTES_MAX + 1));
        List<CompletableFuture<DoorAnswer>> asked = sheaf.stream().map(door::receive).toList();
        List<DoorAnswer> answers = asked.stream().map(CompletableFuture::join).toList();
        if (answers.stream().allMatch(PostSheaf::isNotReady)) {
            throw ProblemException.of( // another gateway may be
                    Problem.of(DoorCode.NOT_READY, "this gateway takes nothing at present"));
        }
        var response = ctx.res();
        response.setContentType("application/x-ndjson");
        OutputStream out = response.getOutputStream();
        List<Queued> queued = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            out.write(first(i, answers.get(i), queued));
        }
        follow(queued, waitMillis, out);
    }

    private static boolean isNotReady(DoorAnswer answer) {
        return answer instanceof DoorAnswer.Refused refused && refused.code() == DoorCode.NOT_READY;
    }

    /** Lines without their ends; one of nothing at the very end is none. */
    private static List<byte[]> lines(byte[] body) {
        if (body.length > BYTES_MAX) {
            throw ProblemException.of(
                    Problem.of(DoorCode.TOO_LARGE, "a sheaf has at most " + BYTES_MAX + " bytes"));
        }
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\n') {
                lines.add(Arrays.copyOfRange(body, from, i));
                from = i + 1;
            }
        }
        if (from < body.length) {
            lines.add(Arrays.copyOfRange(body, from, body.length));
        }
        if (lines.isEmpty() || lines.size() > SUBMISSIONS_MAX) {
            throw ProblemException.badRequest(
                    "a sheaf has 1 to " + SUBMISSIONS_MAX + " lines, a submission each");
        }
        return lines;
    }

    private byte[] first(int index, DoorAnswer answer, List<Queued> queued) {
        return switch (answer) {
            case DoorAnswer.Queued(var id, var receivedMillis) -> {
                queued.add(new Queued(index, id));
                yield taken(index, id, receivedMillis, to -> {});
            }
            case DoorAnswer.Known(var id, var known) ->
                    taken(index, id, System.currentTimeMillis(), to -> Outcomes.write(known, to));
            case DoorAnswer.Refused(var code, var why) ->
                    line(
                            index,
                            to -> {
                                to.writeNumberField("status", code.status());
                                to.writeStringField("code", code.wire());
                                to.writeStringField("detail", why);
                            });
        };
    }

    private byte[] taken(int index, String id, long receivedMillis, Json.Part rest) {
        return line(
                index,
                to -> {
                    to.writeStringField("id", id);
                    to.writeStringField("receipt", receipts.of(id, receivedMillis));
                    rest.write(to);
                });
    }

    /** Writes each outcome; what is written leaves before it waits for more. */
    private void follow(List<Queued> queued, long waitMillis, OutputStream out)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        for (Queued each : queued) {
            Optional<Answer> answer =
                    waitMillis == 0 ? Optional.empty() : outcomes.settled(each.id());
            if (answer.isEmpty()) {
                out.flush();
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                answer = outcomes.await(each.id(), Math.max(0, left));
            }
            if (answer.isPresent()) {
                Answer known = answer.get();
                out.write(line(each.index(), to -> Outcomes.write(known, to)));
            }
        }
    }

    private static byte[] line(int index, Json.Part part) {
        byte[] json =
                Json.write(to -> {
                    to.writeStartObject();
                    to.writeNumberField("index", index);
                    part.write(to);
                    to.writeEndObject();
                });
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }
}
