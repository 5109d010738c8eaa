package org.pcm.cli.network;

import java.io.IOException;
import java.nio.file.Path;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.Places;
import org.pcm.network.LocalNetwork;
import picocli.CommandLine.Option;

/** Which network is meant. */
public final class NetworkFolder {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The network's folder (default: ${DEFAULT-VALUE}).")
    private Path data = Places.of("network");

    /** Where it is, or will be. */
    public Path path() {
        return data;
    }

    /** The network there. */
    public LocalNetwork network() throws IOException {
        return LocalNetwork.in(data)
                .orElseThrow(() ->
                        new Failure(
                                "there is no network in " + data + "; pcm network up makes one"));
    }
}
