package org.pcm.participant.client;

import java.util.List;
import java.util.Map;
import org.pcm.cooperation.job.Kind;
import org.pcm.participant.information.RelativePath;

/**
 * A task before it is submitted: its inputs mostly still lie on the submitter's disk.
 *
 * @param command program and arguments
 * @param image the container image for back ends that need one, else empty
 * @param environment variables the command sees
 * @param inputs files, or pieces of files, to upload, by the path under which the task finds them
 * @param outputs files it must leave
 * @param kind resources, estimate and time limit
 * @param learns whether the estimate is still to be learned from earlier runs
 */
public record TaskDraft(
        List<String> command,
        String image,
        Map<String, String> environment,
        Map<RelativePath, Source> inputs,
        List<RelativePath> outputs,
        Kind kind,
        boolean learns) {

    /** Copies what it is given. */
    public TaskDraft {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        inputs = Map.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The same task, whose estimate is to be learned. */
    TaskDraft learning() {
        return new TaskDraft(command, image, environment, inputs, outputs, kind, true);
    }

    /**
     * The same task with what was learned for its resources, if it asks for that; never more than
     * its limit, beyond which it cannot run.
     */
    TaskDraft with(List<Estimate> learned) {
        return learned.stream()
                .filter(estimate -> learns && estimate.needs().equals(kind.needs()))
                .findFirst()
                .map(estimate -> estimated(Math.min(estimate.millis(), kind.limitMillis())))
                .orElse(this);
    }

    /** The same task with an estimate. */
    TaskDraft estimated(long millis) {
        Kind learned = new Kind(kind.needs(), millis, kind.limitMillis(), kind.place());
        return new TaskDraft(command, image, environment, inputs, outputs, learned, false);
    }
}
