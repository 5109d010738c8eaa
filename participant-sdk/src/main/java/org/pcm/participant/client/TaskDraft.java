package org.pcm.participant.client;

import java.util.List;
import java.util.Map;
import org.pcm.cooperation.job.Kind;
import org.pcm.participant.information.RelativePath;

/**
 * A task whose inputs still lie on the submitter's disk.
 *
 * @param command program and arguments
 * @param image the container image for back ends that need one, else empty
 * @param environment variables the command sees
 * @param inputs files, or pieces of files, to upload, by the path under which the task finds them
 * @param outputs files it must leave
 * @param kind resources, estimate and time limit
 */
public record TaskDraft(
        List<String> command,
        String image,
        Map<String, String> environment,
        Map<RelativePath, Source> inputs,
        List<RelativePath> outputs,
        Kind kind) {

    /** Copies what it is given. */
    public TaskDraft {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        inputs = Map.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
