package org.pcm.cli.participant;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.Table;
import org.pcm.participant.client.Directory;
import org.pcm.participant.client.TaskExplanation;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm task explain}: why here, why not there (B5). */
@Command(
        name = "explain",
        description = {
            "Tells why a task lies where it does, and of each member why not there.",
            "The contract itself answers, from the state and by the rules it dispatches by."
        },
        footer = "pcm task explain lab/1 17")
final class TaskExplain implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Connection connection = new Connection();
    @Mixin private final JobParameter job = new JobParameter();

    @Parameters(index = "1", paramLabel = "TASK", description = "The task's number, from 0.")
    private int task;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (Gateways gateways = connection.gateways()) {
            if (json) {
                String path =
                        "/v1/cooperations/"
                                + job.ref().cooperation()
                                + "/jobs/"
                                + job.ref().job()
                                + "/tasks/"
                                + task
                                + "/explanation";
                common.out().println(Json.write(gateways.get(path)));
                return ExitCode.DONE;
            }
            TaskExplanation explanation =
                    new Directory(gateways)
                            .explain(job.ref(), task)
                            .orElseThrow(() ->
                                    new Failure(
                                            "there is nothing to explain: the task has ended, or never was"));
            common.out().println("task " + task + ": " + explanation.why());
            Table table = new Table("MEMBER", "NAME", "IT", "STANDING", "SERVED");
            for (TaskExplanation.OfMember member : explanation.members()) {
                table.row(
                        member.member(),
                        member.name(),
                        member.why(),
                        member.standing(),
                        member.served());
            }
            table.print(common.out());
            return ExitCode.DONE;
        }
    }
}
