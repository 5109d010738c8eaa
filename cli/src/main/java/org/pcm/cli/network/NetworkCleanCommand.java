package org.pcm.cli.network;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.network.LocalNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm network clean}: deletes a network for good. */
@Command(
        name = "clean",
        description = "Deletes the network with its ledger and keys. It asks nothing.",
        footer = "pcm network clean --force")
public final class NetworkCleanCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final NetworkFolder folder = new NetworkFolder();

    @Option(names = "--force", description = "Take it down first, if it runs.")
    private boolean force;

    @Override
    public Integer call() throws Exception {
        Optional<LocalNetwork> network = LocalNetwork.in(folder.path());
        if (network.isPresent()) {
            clean(network.get());
        }
        common.out().println("there is no network in " + folder.path());
        return ExitCode.DONE;
    }

    private void clean(LocalNetwork network) throws Exception {
        if (network.isRunning() && !force) {
            throw new Failure(
                    "the network in "
                            + folder.path()
                            + " runs; pcm network down stops it, and --force does both");
        }
        network.down();
        network.clean();
    }
}
