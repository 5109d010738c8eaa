package org.pcm.cli.participant;

import org.pcm.cli.console.CommandGroup;
import picocli.CommandLine.Command;

/** {@code pcm job}: work for a cooperation. */
@Command(
        name = "job",
        description = "Submits, follows, cancels and fetches jobs.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "pcm job submit job.json --identity alice.key",
        subcommands = {
            JobSubmit.class,
            JobList.class,
            JobFollow.class,
            JobCancel.class,
            JobFetch.class
        })
public final class JobCommand extends CommandGroup {}
