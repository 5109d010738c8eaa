package org.pcm.participant.resource;

import java.util.Optional;
import org.pcm.participant.information.Digest;
import org.pcm.participant.information.TaskDocument;

/**
 * What the agent remembers about an attempt.
 *
 * @param spec the task document's digest
 * @param document the task document, once it was read
 * @param reason why it is rejected or failed; empty otherwise
 * @param result the result document's digest, once there is one
 * @param stop whether it was told to stop
 */
public record Attempt(
        AttemptId id,
        Digest spec,
        AttemptState state,
        Optional<TaskDocument> document,
        String reason,
        Optional<Digest> result,
        boolean stop) {}
