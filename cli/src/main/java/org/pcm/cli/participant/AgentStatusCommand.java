package org.pcm.cli.participant;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.Outline;
import org.pcm.participant.AgentControl;
import org.pcm.participant.AgentStatus;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm agent status}. */
@Command(
        name = "status",
        description = {
            "Tells how an agent of this machine is doing.",
            "Exit code: 0 it runs, 1 it does not."
        },
        footer = "pcm agent status site.json")
final class AgentStatusCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final SiteParameter site = new SiteParameter();

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        AgentControl control = new AgentControl(site.read().work());
        boolean runs = control.isRunning();
        Optional<AgentStatus> last = control.status();
        if (last.isEmpty()) {
            throw new Failure("no agent ever worked for this site; start one: pcm agent start");
        }
        var status = last.get().toJson().put("runs", runs);
        common.out().println(json ? Json.write(status) : Outline.of(status).stripTrailing());
        return ExitCode.of(runs);
    }
}
