package org.pcm.cli.participant;

import org.pcm.cli.console.CommandGroup;
import picocli.CommandLine.Command;

/** {@code pcm cooperation}: who works together, and under which terms. */
@Command(
        name = "cooperation",
        description = "Opens, joins and shows cooperations.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "pcm cooperation open lab --milli-cpu 4000 --memory-mib 8192",
        subcommands = {
            CooperationOpen.class,
            CooperationMembership.Join.class,
            CooperationMembership.Pledge.class,
            CooperationMembership.Leave.class,
            CooperationMembership.Close.class,
            CooperationViews.ListAll.class,
            CooperationViews.Show.class
        })
public final class CooperationCommand extends CommandGroup {}
