package org.pcm.participant.information.http;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.submission.BatchResult;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.SignedSubmission;

/** Carries submissions to a gateway and reads its answers. */
final class SubmissionDoor {

    private static final String ROUTE = "/v1/submissions";
    private static final int MAX_CURSOR = 64;

    private final Gateways gateways;
    private final long waitMillis;

    SubmissionDoor(Gateways gateways, long waitMillis) {
        this.gateways = gateways;
        this.waitMillis = waitMillis;
    }

    /** Posts the submission and waits a while for its outcome. */
    Reply post(SignedSubmission submission) {
        HttpRequest.BodyPublisher body =
                HttpRequest.BodyPublishers.ofString(submission.jws(), StandardCharsets.US_ASCII);
        return ask(
                ROUTE + "?wait=" + waitMillis,
                request -> request.header("Content-Type", "application/jose").POST(body));
    }

    /** Asks what became of the submission; empty when the gateway does not know it. */
    Optional<Reply.Done> find(SignedSubmission submission) {
        Reply reply = ask(ROUTE + "/" + submission.id(), UnaryOperator.identity());
        return reply instanceof Reply.Done done ? Optional.of(done) : Optional.empty();
    }

    private Reply ask(String route, UnaryOperator<HttpRequest.Builder> request) {
        AtomicInteger tries = new AtomicInteger();
        UnaryOperator<HttpRequest.Builder> counted =
                builder -> {
                    tries.incrementAndGet();
                    return request.apply(builder);
                };
        try {
            HttpResponse<byte[]> response =
                    gateways.exchange(route, counted, BodyHandlers.ofByteArray());
            if (Problems.isBusy(response.statusCode())) {
                return new Reply.NotNow("the gateway is busy");
            }
            return response.statusCode() / 100 == 2
                    ? read(response.body())
                    : turnedAway(response, tries.get() > 1);
        } catch (PcmException.Unreachable e) {
            return new Reply.NotNow(String.valueOf(e.getMessage()));
        }
    }

    private static Reply read(byte[] answer) {
        Fields fields = Json.readObject(answer);
        if (!fields.has("outcome")) {
            return new Reply.Queued();
        }
        Optional<Cursor> cursor =
                fields.has("cursor")
                        ? Optional.of(Cursor.parse(fields.text("cursor", MAX_CURSOR)))
                        : Optional.empty();
        return new Reply.Done(BatchResult.readOutcome(fields.object("outcome")), cursor);
    }

    /**
     * A gateway of another ledger, listed by mistake, has no say where another one can be asked.
     */
    private Reply turnedAway(HttpResponse<byte[]> response, boolean askedBefore) {
        PcmException.Refused refused = Problems.refused(response.statusCode(), response.body());
        String why = String.valueOf(refused.getMessage());
        return refused.code().equals(RefusalCode.WRONG_LEDGER.wire()) && gateways.leave()
                ? new Reply.NotNow(why)
                : new Reply.TurnedAway(refused.code(), why, askedBefore);
    }
}
