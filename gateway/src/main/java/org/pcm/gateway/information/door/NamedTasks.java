package org.pcm.gateway.information.door;

import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandReader;
import org.pcm.cooperation.submission.ReadCommand;
import org.pcm.cooperation.submission.Submission;

/** How many tasks a submission names: what its share of a batch is. */
final class NamedTasks {
    private NamedTasks() {}

    static int in(Submission submission) {
        try {
            return CommandReader.read(submission.payload()).stream().mapToInt(NamedTasks::in).sum();
        } catch (JsonException e) {
            return 0; // the contract says MalformedPayload
        }
    }

    private static int in(ReadCommand read) {
        return read instanceof ReadCommand.Known(Command command) ? in(command) : 0;
    }

    private static int in(Command command) {
        return switch (command) {
            case Command.Submit c -> c.specs().count();
            case Command.Extend c -> c.specs().count();
            case Command.Accept c -> c.tasks().size();
            case Command.Reject c -> c.tasks().size();
            case Command.Complete c -> c.tasks().size();
            case Command.Fail c -> c.tasks().size();
            case Command.Cancel c -> c.tasks() == null ? 1 : c.tasks().size();
            case Command.Register c -> 1;
            case Command.Open c -> 1;
            case Command.Join c -> 1;
            case Command.Pledge c -> 1;
            case Command.Leave c -> 1;
            case Command.Close c -> 1;
        };
    }
}
