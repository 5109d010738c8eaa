package org.pcm.cli.participant;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.participant.client.PcmClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm job follow}. */
@Command(
        name = "follow",
        description = {
            "Prints what happens to a job until it has ended.",
            "Exit code: 0 all its tasks were done, 1 not so."
        },
        footer = "pcm job follow lab/1")
final class JobFollow implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Connection connection = new Connection();
    @Mixin private final JobParameter job = new JobParameter();

    @Option(names = "--json", description = "A line of JSON an event.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (PcmClient client = connection.client()) {
            return new Following(common.out(), json).until(client, job.ref());
        }
    }
}
