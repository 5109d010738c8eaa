package org.pcm.cli.participant;

import org.pcm.cli.console.CommandGroup;
import picocli.CommandLine.Command;

/** {@code pcm agent}: a provider's side. */
@Command(
        name = "agent",
        description = "Runs and steers a provider's agent.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "pcm agent start site.json",
        subcommands = {
            AgentStart.class,
            AgentOrder.Pause.class,
            AgentOrder.Resume.class,
            AgentOrder.Drain.class,
            AgentStatusCommand.class,
            AgentCopy.Backup.class,
            AgentCopy.Restore.class
        })
public final class AgentCommand extends CommandGroup {}
