package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.client.TaskOutcome;
import org.pcm.participant.information.ResultDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pcm job fetch}. */
@Command(
        name = "fetch",
        description = {
            "Fetches every task's outputs to DIR/<task>/, and what it said to DIR/<task>.stdout and .stderr.",
            "Exit code: 0 all tasks succeeded, 1 not so."
        },
        footer = "pcm job fetch lab/1 results")
final class JobFetch implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Connection connection = new Connection();
    @Mixin private final JobParameter job = new JobParameter();

    @Parameters(index = "1", paramLabel = "DIR", description = "Where to; made if missing.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (PcmClient client = connection.client()) {
            List<TaskOutcome> outcomes = client.fetch(job.ref(), folder);
            long good = outcomes.stream().filter(JobFetch::succeeded).count();
            common.out()
                    .println(
                            good
                                    + " of "
                                    + outcomes.size()
                                    + " tasks succeeded; all is in "
                                    + folder);
            return ExitCode.of(good == outcomes.size());
        }
    }

    private static boolean succeeded(TaskOutcome outcome) {
        return outcome.document().filter(ResultDocument::succeeded).isPresent();
    }
}
