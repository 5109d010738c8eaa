package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommandGroup;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.Foreground;
import org.pcm.cli.console.Outline;
import org.pcm.participant.Agent;
import org.pcm.participant.AgentControl;
import org.pcm.participant.AgentStatus;
import org.pcm.participant.Mode;
import org.pcm.participant.Site;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm agent}: a provider's side. */
@Command(
        name = "agent",
        description = "Runs and steers a provider's agent.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "pcm agent start site.json",
        subcommands = {
            AgentCommand.Start.class,
            AgentCommand.Pause.class,
            AgentCommand.Resume.class,
            AgentCommand.Drain.class,
            AgentCommand.Status.class
        })
public final class AgentCommand extends CommandGroup {
    /** {@code pcm agent start}. */
    @Command(
            name = "start",
            description = {
                "Takes part in the site's cooperations until it is stopped or drained.",
                "Running tasks outlive it; started again it finds them."
            },
            footer = "pcm agent start site.json")
    static final class Start implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final Foreground foreground = new Foreground();
        @Mixin private final SiteParameter site = new SiteParameter();

        @Option(names = "--json", description = "Tell the status as one line of JSON.")
        private boolean json;

        @Option(
                names = "--allow-unsandboxed",
                description = "Run tasks even where this host cannot keep them apart.")
        private boolean allowUnsandboxed;

        @Override
        public Integer call() throws Exception {
            Site of = site.read();
            Agent agent = Agent.start(allowUnsandboxed ? unsandboxed(of) : of);
            AgentStatus status = agent.status();
            common.out()
                    .println(
                            json
                                    ? Json.write(status.toJson())
                                    : "agent " + status.name() + " works, stop with Ctrl-C");
            foreground.serve(agent, agent::awaitDrained);
            return ExitCode.DONE;
        }
    }

    private static Site unsandboxed(Site site) {
        return new Site(
                site.name(),
                site.identity(),
                site.gateways(),
                site.genesis(),
                site.cooperations(),
                site.rules(),
                site.work(),
                site.cacheMib(),
                true);
    }

    /** Commands to a running agent. */
    abstract static sealed class Order implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();
        @Mixin private final SiteParameter site = new SiteParameter();
        private final Mode mode;

        Order(Mode mode) {
            this.mode = mode;
        }

        @Override
        public Integer call() throws IOException {
            Site of = site.read();
            AgentStatus status = new AgentControl(of.work()).order(mode);
            common.out().println(of.name() + " is " + status.mode());
            return ExitCode.DONE;
        }
    }

    /** {@code pcm agent pause}. */
    @Command(
            name = "pause",
            description = "Takes on no new work; what runs goes on.",
            footer = "pcm agent pause site.json")
    static final class Pause extends Order {
        Pause() {
            super(Mode.PAUSED);
        }
    }

    /** {@code pcm agent resume}. */
    @Command(
            name = "resume",
            description = "Takes on work again.",
            footer = "pcm agent resume site.json")
    static final class Resume extends Order {
        Resume() {
            super(Mode.ACTIVE);
        }
    }

    /** {@code pcm agent drain}. */
    @Command(
            name = "drain",
            description = "Takes on no new work, and ends once nothing runs.",
            footer = "pcm agent drain site.json")
    static final class Drain extends Order {
        Drain() {
            super(Mode.DRAINING);
        }
    }

    /** {@code pcm agent status}. */
    @Command(
            name = "status",
            description = {"Tells how an agent is doing.", "Exit code: 0 it runs, 1 it does not."},
            footer = "pcm agent status site.json")
    static final class Status implements Callable<Integer> {
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

    /** Which site. */
    static final class SiteParameter {
        @Parameters(paramLabel = "SITE", description = "The site file (docs/agent.md).")
        private Path file = Path.of("");

        Site read() throws IOException {
            return Site.read(file);
        }
    }
}
