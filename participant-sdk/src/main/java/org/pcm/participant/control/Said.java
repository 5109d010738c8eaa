package org.pcm.participant.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandReader;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Govern;
import org.pcm.cooperation.submission.KeyCommand;
import org.pcm.cooperation.submission.ReadCommand;
import org.pcm.participant.information.SignedSubmission;
import org.pcm.participant.resource.AttemptState;

/**
 * Reads a submission's commands back as answers, so that an outcome means the same to a restarted
 * agent.
 */
final class Said {

    private Said() {}

    /**
     * An answer about one task.
     *
     * @param of the state of attempts that give this answer
     */
    record Answer(long job, int task, AttemptState of) {}

    static List<Command> commands(SignedSubmission submission) {
        List<Command> commands = new ArrayList<>();
        for (ReadCommand read : CommandReader.read(submission.payload())) {
            switch (read) {
                case ReadCommand.Known known -> commands.add(known.command());
                case ReadCommand.Unknown unknown ->
                        throw new IllegalStateException("unreadable: " + unknown);
            }
        }
        return commands;
    }

    static List<Answer> answers(Command command) {
        return switch (command) {
            case Command.Accept c -> answers(c.job(), c.tasks(), AttemptState.ACCEPTING);
            case Command.Reject c -> answers(c.job(), c.tasks(), AttemptState.REJECTING);
            case Command.Complete c -> answers(c.job(), c.tasks(), AttemptState.COMPLETING);
            case Command.Fail c -> answers(c.job(), c.tasks(), AttemptState.FAILING);
            case Command.Grab c -> answers(c.job(), c.tasks(), AttemptState.GRABBING);
            case Command.Register c -> List.of();
            case Command.Open c -> List.of();
            case Command.Join c -> List.of();
            case Command.Pledge c -> List.of();
            case Command.Leave c -> List.of();
            case Command.Submit c -> List.of();
            case Command.Extend c -> List.of();
            case Command.Cancel c -> List.of();
            case Command.HandBack c -> List.of();
            case Govern c -> List.of();
            case KeyCommand c -> List.of();
            case Command.Close c -> List.of();
        };
    }

    /** The tasks a command could not apply to. */
    static Set<Integer> refused(CommandResult.Done done) {
        return done.exceptions().stream()
                .flatMap(e -> e.tasks().stream().boxed())
                .collect(Collectors.toSet());
    }

    private static List<Answer> answers(long job, TaskSet tasks, AttemptState of) {
        return tasks.stream().mapToObj(task -> new Answer(job, task, of)).toList();
    }
}
