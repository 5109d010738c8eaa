package org.pcm.participant.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pcm.participant.information.ResultDocument;

/**
 * What came of a task, as far as its last attempt says.
 *
 * @param document its result document, once there is one
 * @param stdout the beginning of what it said
 * @param stderr the beginning of what it complained about
 */
public record TaskOutcome(
        TaskSummary task, Optional<ResultDocument> document, String stdout, String stderr) {

    /** Of a task without a result document. */
    static TaskOutcome pending(TaskSummary task) {
        return new TaskOutcome(task, Optional.empty(), "", "");
    }

    static TaskOutcome of(TaskSummary task, ResultDocument document, byte[] stdout, byte[] stderr) {
        return new TaskOutcome(
                task,
                Optional.of(document),
                new String(stdout, StandardCharsets.UTF_8),
                new String(stderr, StandardCharsets.UTF_8));
    }
}
