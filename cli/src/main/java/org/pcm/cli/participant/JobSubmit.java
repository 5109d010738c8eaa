package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        description = {
            "Uploads a job's files and puts its tasks on the ledger.",
            "Exit code: 0 submitted, and with --follow also done; 1 refused, or a job was not done."
        },
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

    @Option(
            names = "--then",
            paramLabel = "FILE",
            description = {
                "Follows the job, and once it is done submits this one, whose tasks may read what it",
                "left; may be named several times. Killed, it is run again with the same words: jobs",
                "that stand on the ledger already are found there instead of submitted again."
            })
    private List<Path> then = List.of();

    @Option(
            names = "--from",
            paramLabel = "JOB",
            description =
                    "The tasks may read what this job (cooperation/number) of yours left; as --then.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--again",
            description = "With --then or --from: submit also what stands on the ledger already.")
    private boolean again;

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
        if (!then.isEmpty() || from.isPresent()) {
            return inSequence();
        }
        if (again) {
            throw new Failure(
                    "--again goes with --then or --from; without, each call submits anew");
        }
        JobFile read = JobFile.read(file);
        Optional<Terms> negotiated =
                terms.isPresent()
                        ? Optional.of(AssemblyOrder.terms(terms.get()))
                        : Optional.empty();
        JobFile asked = asked(read);
        check(asked);
        try (PcmClient client = connection.client()) {
            JobFile job = client.estimated(asked);
            JobRef ref =
                    negotiated.isPresent()
                            ? client.enter(job, negotiated.get())
                            : client.submit(job);
            tell(ref, asked, job, false);
            return follow ? new Following(common.out(), json).until(client, ref) : ExitCode.DONE;
        }
    }

    private int inSequence() throws IOException {
        if (terms.isPresent()) {
            throw new Failure("--terms goes with neither --then nor --from: enter the deal first");
        }
        Optional<JobRef> before = from.map(JobParameter::parse);
        List<Path> files = new ArrayList<>(List.of(file));
        files.addAll(then);
        try (PcmClient client = connection.client()) {
            Following following = new Following(common.out(), json);
            return new JobSequence(client, following, again, this::asked, this::tell)
                    .submit(before, files, follow);
        }
    }

    private JobFile asked(JobFile read) {
        return estimate == Estimating.LEARNED ? read.learning() : read;
    }

    private void tell(JobRef ref, JobFile asked, JobFile job, boolean found) {
        int tasks = job.tasks().size();
        int learned = asked.toLearn() - job.toLearn();
        common.out().println(found ? foundAgain(ref, tasks) : told(ref, tasks, learned));
        common.out().flush();
    }

    private String foundAgain(JobRef ref, int tasks) {
        return json
                ? Json.write(
                        Json.object()
                                .put("job", ref.toString())
                                .put("tasks", tasks)
                                .put("found", true))
                : "job " + ref + " with " + tasks + " tasks, submitted before";
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
