package org.pcm.participant.resource;

import java.nio.file.Path;
import org.pcm.participant.information.TaskDocument;

/**
 * A task to be run, with its inputs laid out.
 *
 * @param folder the attempt's own folder; the task's files lie in {@link #box}
 */
public record Work(AttemptId attempt, TaskDocument task, Path folder) {

    /**
     * The folder the task sees as its own: inputs lie there before it starts, outputs afterwards.
     */
    public Path box() {
        return folder.resolve("box");
    }
}
