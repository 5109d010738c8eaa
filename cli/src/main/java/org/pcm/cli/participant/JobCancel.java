package org.pcm.cli.participant;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.participant.client.PcmClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm job cancel}. */
@Command(
        name = "cancel",
        description = "Cancels a job: waiting tasks end, running ones are told to stop.",
        footer = "pcm job cancel lab/1 --tasks 0-63")
final class JobCancel implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Connection connection = new Connection();
    @Mixin private final JobParameter job = new JobParameter();

    @Option(names = "--tasks", paramLabel = "SET", description = "Only these, such as 0-63,70.")
    private Optional<String> tasks = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (PcmClient client = connection.client()) {
            if (tasks.isPresent()) {
                client.cancel(job.ref(), TaskSet.parse(tasks.get()));
            } else {
                client.cancel(job.ref());
            }
            common.out().println("cancelled " + job.ref());
            return ExitCode.DONE;
        }
    }
}
