package org.pcm.cli.network;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.network.LocalNetwork;
import org.pcm.network.programs.Release;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm network up}: makes a network, or starts what is missing of one. */
@Command(
        name = "up",
        description = {
            "Brings the network up with the contract on it, and founds the ledger.",
            "Does only what is not done yet, and starts again what runs and does not answer;",
            "the processes run on when this command ends."
        },
        footer = "pcm network up --orgs 5 --base-port 7300 --data .pcm/other")
public final class NetworkUpCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 7200;

    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final NetworkFolder folder = new NetworkFolder();

    @Option(names = "--orgs", paramLabel = "N", description = "Organisations, 4 to 7 (default: 4).")
    private int organisations;

    @Option(
            names = "--base-port",
            paramLabel = "PORT",
            description = {
                "The first of the ports it uses, ten for each organisation and some more",
                "(default: 7200; 0: any free ones). A network keeps its ports."
            })
    private Optional<Integer> basePort = Optional.empty();

    @Option(
            names = "--fabric-url",
            paramLabel = "URL",
            description = {
                "Where to download Fabric's programs from where they are not on this machine",
                "(default: PCM_FABRIC_URL, else Fabric's releases)."
            })
    private Optional<URI> fabricUrl = Optional.empty();

    @Option(
            names = "--fabric-sha256",
            paramLabel = "HEX",
            description = "What the download must hash to (default: PCM_FABRIC_SHA256).")
    private Optional<String> fabricSha256 = Optional.empty();

    @Option(names = "--json", description = "Tell addresses, files and processes as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        long start = System.nanoTime();
        RealLedger ledger = RealLedger.up(options(), step -> tell(start, step));
        common.out().println(json ? Json.write(ledger.toJson()) : ledger.banner());
        return ExitCode.DONE;
    }

    private LocalNetwork.Options options() throws Exception {
        boolean isNew = LocalNetwork.in(folder.path()).isEmpty();
        Release usual = Release.usual();
        return LocalNetwork.Options.in(folder.path())
                .withOrganisations(organisations)
                .withBasePort(basePort.orElse(isNew ? USUAL_PORT : 0))
                .withRelease(
                        new Release(
                                fabricUrl.orElse(usual.address()), fabricSha256.or(usual::sha256)));
    }

    private void tell(long start, String step) {
        double seconds = (System.nanoTime() - start) / 1e9;
        common.err().println("%5.1f s  %s".formatted(seconds, step));
    }
}
