package org.pcm.cli.participant;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pcm.cli.console.Authorities;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Foreground;
import org.pcm.cli.console.KeptLog;
import org.pcm.participant.Agent;
import org.pcm.participant.AgentStatus;
import org.pcm.participant.Site;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm agent start}. */
@Command(
        name = "start",
        description = {
            "Takes part in the site's cooperations until it is stopped or drained.",
            "Running tasks outlive it; started again it finds them."
        },
        footer = "pcm agent start site.json")
final class AgentStart implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Foreground foreground = new Foreground();
    @Mixin private final KeptLog log = new KeptLog();
    @Mixin private final SiteParameter site = new SiteParameter();
    @Mixin private final Authorities authorities = new Authorities();

    @Option(names = "--json", description = "Tell the status as one line of JSON.")
    private boolean json;

    @Option(
            names = "--allow-unsandboxed",
            description = "Run tasks even where this host cannot keep them apart.")
    private boolean allowUnsandboxed;

    @Override
    public Integer call() throws Exception {
        return log.during(this::serve);
    }

    private int serve() throws Exception {
        Agent agent = Agent.start(site());
        AgentStatus status = agent.status();
        common.out()
                .println(
                        json
                                ? Json.write(status.toJson())
                                : "agent " + status.name() + " works, stop with Ctrl-C");
        foreground.serve(agent, agent::awaitDrained);
        return ExitCode.DONE;
    }

    private Site site() throws IOException {
        Site read = site.read();
        Site trusting = authorities.fileOr(read.ca()).map(read::withCa).orElse(read);
        return allowUnsandboxed ? trusting.allowingUnsandboxed() : trusting;
    }
}
