package org.pcm.cooperation.submission;

import java.util.List;
import org.pcm.cooperation.Refusal;
import org.pcm.cooperation.job.TaskSet;

/** What became of one command. */
public sealed interface CommandResult {
    /** The code of a {@link Done} result. */
    String DONE = "Done";

    CommandResult OK = new Done(0, List.of());

    /**
     * The command took effect.
     *
     * @param job the number of the job it made, else 0
     * @param exceptions the named tasks it could not apply to
     */
    record Done(long job, List<TaskRefusal> exceptions) implements CommandResult {}

    /** The command had no effect. */
    record Refused(Refusal refusal) implements CommandResult {}

    /** Tasks that a command named and could not apply to. */
    record TaskRefusal(TaskSet tasks, Refusal refusal) {}
}
