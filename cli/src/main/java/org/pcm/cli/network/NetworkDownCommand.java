package org.pcm.cli.network;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.network.LocalNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pcm network down}: stops all processes and keeps everything. */
@Command(
        name = "down",
        description = {
            "Stops the network's processes. Everything is kept: up goes on where it was.",
            "Where nothing runs, nothing happens."
        },
        footer = "pcm network down")
public final class NetworkDownCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final NetworkFolder folder = new NetworkFolder();

    @Override
    public Integer call() throws Exception {
        Optional<LocalNetwork> network = LocalNetwork.in(folder.path());
        if (network.isPresent()) {
            network.get().down();
        }
        common.out().println("nothing of the network in " + folder.path() + " runs");
        return ExitCode.DONE;
    }
}
