package org.pcm.participant.information.http;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.submission.BatchResult;
import org.pcm.participant.information.Cursor;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.SignedSubmission;

/** Carries submissions to a gateway and reads its answers. */
final class SubmissionDoor {

    private static final String ROUTE = "/v1/submissions/";
    private static final int MAX_CURSOR = 64;

    private final Gateways gateways;
    private final Sheaves sheaves;

    /**
     * @param waitMillis how long one request waits for outcomes
     * @param threads where requests run; ending it ends them
     */
    SubmissionDoor(Gateways gateways, long waitMillis, ExecutorService threads) {
        this.gateways = gateways;
        this.sheaves = new Sheaves(gateways, waitMillis, threads);
    }

    /** Posts the submission and waits a while for its outcome. */
    Reply post(SignedSubmission submission) {
        return sheaves.post(submission);
    }

    /** Asks what became of the submission; empty when the gateway does not know it. */
    Optional<Reply.Done> find(SignedSubmission submission) {
        try {
            HttpResponse<byte[]> response =
                    gateways.exchange(
                            ROUTE + submission.id(),
                            UnaryOperator.identity(),
                            BodyHandlers.ofByteArray());
            return response.statusCode() / 100 == 2
                            && read(Json.readObject(response.body())) instanceof Reply.Done done
                    ? Optional.of(done)
                    : Optional.empty();
        } catch (PcmException.Unreachable e) {
            return Optional.empty();
        }
    }

    /** What a kept submission's answer says. */
    static Reply read(Fields fields) {
        if (!fields.has("outcome")) {
            return new Reply.Queued();
        }
        Optional<Cursor> cursor =
                fields.has("cursor")
                        ? Optional.of(Cursor.parse(fields.text("cursor", MAX_CURSOR)))
                        : Optional.empty();
        return new Reply.Done(BatchResult.readOutcome(fields.object("outcome")), cursor);
    }
}
