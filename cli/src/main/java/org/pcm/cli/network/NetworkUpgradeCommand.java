package org.pcm.cli.network;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.network.ChaincodeProgram;
import org.pcm.network.LocalNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm network upgrade}: the contract as it is built now takes the running one's place. */
@Command(
        name = "upgrade",
        description = {
            "Replaces the contract on the running network by the one this pcm was built with.",
            "The new processes run beside the old ones until every peer has moved to the new",
            "definition; gateways and agents go on meanwhile. If it is killed on the way, the next",
            "up or upgrade ends what it began."
        },
        footer = "pcm network upgrade --chaincode-version 2")
public final class NetworkUpgradeCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final NetworkFolder folder = new NetworkFolder();

    @Option(
            names = "--chaincode-version",
            paramLabel = "VERSION",
            description = "The new definition's version (default: how many there were, and one).")
    private Optional<String> version = Optional.empty();

    @Override
    public Integer call() throws Exception {
        LocalNetwork network = folder.network();
        if (!network.isRunning()) {
            throw new Failure("the network does not run; pcm network up starts it");
        }
        String next = version.orElse("" + (sequence(network) + 1));
        ChaincodeProgram contract = ContractProcess.named(LocalLedger.CHAINCODE).withVersion(next);
        network.upgrade(contract, step -> common.err().println(step));
        common.out().println("the contract runs as version " + next);
        return ExitCode.DONE;
    }

    private static int sequence(LocalNetwork network) throws IOException {
        return network.chaincodes().stream()
                .filter(chaincode -> chaincode.name().equals(LocalLedger.CHAINCODE))
                .mapToInt(chaincode -> chaincode.sequence())
                .findFirst()
                .orElse(0);
    }
}
