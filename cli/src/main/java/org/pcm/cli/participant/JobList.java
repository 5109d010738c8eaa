package org.pcm.cli.participant;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Table;
import org.pcm.participant.client.Directory;
import org.pcm.participant.client.JobSummary;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm job list}. */
@Command(
        name = "list",
        description = "Lists a cooperation's jobs and how far they are.",
        footer = "pcm job list lab")
final class JobList implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Connection connection = new Connection();

    @Parameters(paramLabel = "COOPERATION", description = "The cooperation.")
    private String cooperation = "";

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (Gateways gateways = connection.gateways()) {
            if (json) {
                String path = "/v1/cooperations/" + cooperation + "/jobs";
                common.out().println(Json.write(gateways.get(path)));
                return ExitCode.DONE;
            }
            Table table =
                    new Table(
                            "JOB",
                            "NAME",
                            "STATE",
                            "TASKS",
                            "WAITING",
                            "OFFERED",
                            "RUNNING",
                            "DONE",
                            "FAILED",
                            "CANCELLED");
            for (JobSummary each : new Directory(gateways).jobs(cooperation)) {
                table.row(
                        each.ref(),
                        each.name(),
                        each.state(),
                        each.tasks(),
                        each.pending(),
                        each.offered(),
                        each.running(),
                        each.done(),
                        each.failed(),
                        each.cancelled());
            }
            table.print(common.out());
            return ExitCode.DONE;
        }
    }
}
