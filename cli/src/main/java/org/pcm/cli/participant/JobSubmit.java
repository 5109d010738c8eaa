package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cooperation.round.Terms;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm job submit}. */
@Command(
        name = "submit",
        description = "Uploads a job's files and puts its tasks on the ledger.",
        footer = "pcm job submit job.json --identity alice.key --follow")
final class JobSubmit implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Connection connection = new Connection();

    @Parameters(paramLabel = "FILE", description = "The job file (docs/jobs.md).")
    private Path file = Path.of("");

    @Option(
            names = "--terms",
            paramLabel = "FILE",
            description = {
                "The job is a deal matched elsewhere: its cooperation is opened under these",
                "negotiated terms, in the same message (docs/protocol.md)."
            })
    private Optional<Path> terms = Optional.empty();

    @Option(names = "--follow", description = "Then follow it until it has ended.")
    private boolean follow;

    @Option(
            names = "--estimate",
            paramLabel = "HOW",
            description =
                    "stated: as the job file says (default); learned: by how long the tasks of your"
                            + " earlier jobs of this name ran.")
    private Estimating estimate = Estimating.STATED;

    private enum Estimating {
        STATED,
        LEARNED
    }

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        JobFile read = JobFile.read(file);
        Optional<Terms> negotiated =
                terms.isPresent()
                        ? Optional.of(AssemblyOrder.terms(terms.get()))
                        : Optional.empty();
        JobFile asked = estimate == Estimating.LEARNED ? read.learning() : read;
        check(asked);
        try (PcmClient client = connection.client()) {
            JobFile job = negotiated.isPresent() ? asked : client.estimated(asked);
            JobRef ref =
                    negotiated.isPresent()
                            ? client.enter(job, negotiated.get())
                            : client.submit(job);
            int learned = asked.toLearn() - job.toLearn();
            common.out().println(told(ref, job.tasks().size(), learned));
            return follow ? new Following(common.out(), json).until(client, ref) : ExitCode.DONE;
        }
    }

    private void check(JobFile asked) {
        if (terms.isPresent() && asked.toLearn() > 0) {
            throw new Failure(
                    "learned estimates (--estimate learned, or in the job file) do not go with"
                            + " --terms: a deal's cooperation is new, and nothing has run there;"
                            + " state them");
        }
    }

    private String told(JobRef ref, int tasks, int learned) {
        if (json) {
            return Json.write(
                    Json.object()
                            .put("job", ref.toString())
                            .put("tasks", tasks)
                            .put("learned", learned));
        }
        String told = "job " + ref + " with " + tasks + " tasks";
        return estimate == Estimating.LEARNED || learned > 0
                ? told + ", the estimates of " + learned + " learned from earlier runs"
                : told;
    }
}
