package org.pcm.gateway.information.index;

import java.util.List;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandReader;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.ReadCommand;
import org.pcm.cooperation.submission.Submission;
import org.pcm.gateway.information.message.Placed;

/**
 * Fills in what events leave out: the specifications and kinds of tasks that were just submitted.
 * They stand in the commands; an offer repeats them later.
 */
final class Submitted {
    private Submitted() {}

    /** Tasks that a command added to a job. */
    interface Addition {
        void tasks(long job, Digests specs, List<KindRun> kindRuns);
    }

    static void read(Placed placed, Addition to) {
        if (!(placed.outcome() instanceof Outcome.Applied applied)) {
            return;
        }
        placed.submission().ifPresent(submission -> read(submission, applied, to));
    }

    private static void read(Submission submission, Outcome.Applied applied, Addition to) {
        List<ReadCommand> commands = CommandReader.read(submission.payload());
        for (int i = 0; i < commands.size(); i++) {
            if (commands.get(i) instanceof ReadCommand.Known(Command command)
                    && applied.results().get(i) instanceof CommandResult.Done done) {
                if (command instanceof Command.Submit submit) {
                    to.tasks(done.job(), submit.specs(), submit.kindRuns());
                } else if (command instanceof Command.Extend extend) {
                    to.tasks(extend.job(), extend.specs(), extend.kindRuns());
                }
            }
        }
    }
}
