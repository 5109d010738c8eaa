package org.pcm.cli.network;

import org.pcm.cli.console.CommandGroup;
import picocli.CommandLine.Command;

/** {@code pcm network}: a real Fabric network on this machine. */
@Command(
        name = "network",
        description = {
            "A real Fabric network on this machine: four organisations or more, each with an",
            "orderer, a peer and its own chaincode process, on loopback."
        },
        footer = "pcm network up",
        subcommands = {
            NetworkUpCommand.class,
            NetworkDownCommand.class,
            NetworkStatusCommand.class,
            NetworkLogsCommand.class,
            NetworkUpgradeCommand.class,
            NetworkCleanCommand.class,
        })
public final class NetworkCommand extends CommandGroup {}
