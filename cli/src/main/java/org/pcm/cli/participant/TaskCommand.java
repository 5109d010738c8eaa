package org.pcm.cli.participant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommandGroup;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Outline;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.client.TaskOutcome;
import org.pcm.participant.client.TaskSummary;
import org.pcm.participant.information.ResultDocument;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm task}: single tasks. */
@Command(
        name = "task",
        description = "Shows single tasks.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "pcm task show lab/1 17",
        subcommands = {TaskCommand.Show.class, TaskExplain.class})
public final class TaskCommand extends CommandGroup {
    /** {@code pcm task show}: how a task ended, and what it said. */
    @Command(
            name = "show",
            description = {
                "Shows where a task stands; once it has ended, its exit code and what it said.",
                "Exit code: 0 it succeeded or has not ended, 1 it failed."
            },
            footer = "pcm task show lab/1 17 --identity alice.key")
    static final class Show implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final Connection connection = new Connection();
        @Mixin private final JobParameter job = new JobParameter();

        @Parameters(index = "1", paramLabel = "TASK", description = "The task's number, from 0.")
        private int task;

        @Option(names = "--json", description = "Answer in JSON.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            try (PcmClient client = connection.client()) {
                TaskOutcome outcome = client.outcome(job.ref(), task);
                if (json) {
                    ObjectNode all = describe(outcome);
                    all.put("stdout", outcome.stdout()).put("stderr", outcome.stderr());
                    common.out().println(Json.write(all));
                } else {
                    common.out().print(Outline.of(describe(outcome)));
                    said("stdout", outcome.stdout());
                    said("stderr", outcome.stderr());
                }
                return ExitCode.of(!failed(outcome));
            }
        }

        private void said(String where, String text) {
            if (!text.isEmpty()) {
                common.out().println("--- " + where);
                common.out().println(text.stripTrailing());
            }
            common.out().flush();
        }

        private static ObjectNode describe(TaskOutcome outcome) {
            TaskSummary task = outcome.task();
            ObjectNode json =
                    Json.object()
                            .put("task", task.task())
                            .put("state", task.state())
                            .put("member", task.member())
                            .put("attempts", task.attempts())
                            .put("offers", task.offers());
            if (!task.reason().isEmpty()) {
                json.put("reason", task.reason());
            }
            outcome.document().ifPresent(document -> json.setAll(ending(document)));
            return json;
        }

        private static ObjectNode ending(ResultDocument document) {
            ObjectNode json =
                    Json.object()
                            .put("exitCode", document.exitCode())
                            .put("ended", document.reason().wire())
                            .put("millis", document.endedAt() - document.startedAt());
            var outputs = json.putArray("outputs");
            document.outputs().forEach(output -> outputs.add(output.path().text()));
            return json;
        }

        private static boolean failed(TaskOutcome outcome) {
            return outcome.task().state().equals("FAILED")
                    || outcome.document().filter(document -> !document.succeeded()).isPresent();
        }
    }
}
