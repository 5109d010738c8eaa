package org.pcm.cli.participant;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.participant.AgentControl;
import org.pcm.participant.AgentStatus;
import org.pcm.participant.Mode;
import org.pcm.participant.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Commands to a running agent of this machine. */
abstract sealed class AgentOrder implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final SiteParameter site = new SiteParameter();
    private final Mode mode;

    AgentOrder(Mode mode) {
        this.mode = mode;
    }

    @Override
    public Integer call() throws IOException {
        Site of = site.read();
        AgentStatus status = new AgentControl(of.work()).order(mode);
        common.out().println(of.name() + " is " + status.mode());
        return ExitCode.DONE;
    }

    /** {@code pcm agent pause}. */
    @Command(
            name = "pause",
            description = "Takes on no new work; what runs goes on.",
            footer = "pcm agent pause site.json")
    static final class Pause extends AgentOrder {
        Pause() {
            super(Mode.PAUSED);
        }
    }

    /** {@code pcm agent resume}. */
    @Command(
            name = "resume",
            description = "Takes on work again.",
            footer = "pcm agent resume site.json")
    static final class Resume extends AgentOrder {
        Resume() {
            super(Mode.ACTIVE);
        }
    }

    /** {@code pcm agent drain}. */
    @Command(
            name = "drain",
            description = "Takes on no new work, and ends once nothing runs.",
            footer = "pcm agent drain site.json")
    static final class Drain extends AgentOrder {
        Drain() {
            super(Mode.DRAINING);
        }
    }
}
