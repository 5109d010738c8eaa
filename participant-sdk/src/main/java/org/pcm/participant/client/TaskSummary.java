package org.pcm.participant.client;

import java.util.Optional;
import org.pcm.participant.information.Digest;
import org.pcm.participant.json.JsonObject;

/**
 * Where a task stands.
 *
 * @param member the number of the member who holds or held it; -1 for nobody
 * @param attempts how often it was started
 * @param offers how often it was offered
 * @param spec its task document's digest
 * @param result the last result document's digest, if there is one
 * @param reason why its last attempt failed; empty where none did
 */
public record TaskSummary(
        int task,
        String state,
        long member,
        long attempts,
        long offers,
        Digest spec,
        Optional<Digest> result,
        String reason) {

    static TaskSummary read(JsonObject from) {
        String result = from.text("result", "");
        return new TaskSummary(
                (int) from.number("task", 0, Integer.MAX_VALUE),
                from.text("state"),
                from.number("member", -1, Integer.MAX_VALUE, -1),
                from.number("attempts", 0, Integer.MAX_VALUE, 0),
                from.number("offers", 0, Integer.MAX_VALUE, 0),
                spec(from.text("spec", "")),
                result.isEmpty() ? Optional.empty() : Optional.of(new Digest(result)),
                from.text("reason", ""));
    }

    /** A gateway writes a digest of zeros, which no document has, as nothing. */
    private static Digest spec(String hex) {
        return new Digest(hex.isEmpty() ? "0".repeat(64) : hex);
    }
}
