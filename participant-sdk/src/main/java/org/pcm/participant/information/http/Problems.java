package org.pcm.participant.information.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.function.Function;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;

/**
 * Turns a gateway's problem documents (RFC 9457 with {@code code}) into exceptions; the one place
 * that does.
 */
final class Problems {

    private static final int HTTPS_NEEDED = 426;
    private static final int NO_ROOM = 507;

    private Problems() {}

    /**
     * Whether another gateway may answer where this one could not. What failed there may have
     * happened all the same: it is no refusal.
     */
    static boolean isDown(int status) {
        return status >= 500 || status == HTTPS_NEEDED;
    }

    /** What to say of a gateway that is down. */
    static PcmException.Unreachable down(URI gateway, HttpResponse<?> response) {
        int status = response.statusCode();
        if (status == HTTPS_NEEDED) {
            return new PcmException.Unreachable("HttpsNeeded", gateway + " speaks HTTPS");
        }
        if (!(response.body() instanceof byte[] problem)) {
            return new PcmException.Unreachable(gateway + " answered " + status);
        }
        PcmException.Refused said = refused(status, problem);
        String sentence = gateway + " answered " + status + ": " + said.getMessage();
        return status == NO_ROOM
                ? new PcmException.Unreachable(said.code(), sentence)
                : new PcmException.Unreachable(sentence);
    }

    /**
     * Whether the gateway does not know this participant's key or ledger; one of another ledger,
     * listed by mistake, does not, and must not be asked for ever.
     */
    static boolean isStranger(int status) {
        return status == 401;
    }

    /** Whether another gateway may have what this one does not have, or may not give. */
    static boolean isElsewhere(int status) {
        return status == 403 || status == 404;
    }

    static boolean isBusy(int status) {
        return status == 429;
    }

    /** The response if it is a success, else throws what the problem says. */
    static <T> HttpResponse<T> check(
            HttpResponse<T> response, Function<HttpResponse<T>, byte[]> body) {
        if (response.statusCode() / 100 == 2) {
            return response;
        }
        throw refused(response.statusCode(), body.apply(response));
    }

    static PcmException.Refused refused(int status, byte[] problem) {
        try {
            JsonNode document = Json.parse(problem);
            String code = document.path("code").asText(byStatus(status));
            String detail =
                    document.path("detail")
                            .asText(document.path("title").asText("status " + status));
            return new PcmException.Refused(code, detail);
        } catch (InvalidDocument e) {
            return new PcmException.Refused(byStatus(status), "the gateway answered " + status);
        }
    }

    private static String byStatus(int status) {
        return switch (status) {
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 413 -> "TooLarge";
            case 429 -> "QueueFull";
            default -> "Http" + status;
        };
    }
}
