package org.pcm.bench.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pcm.bench.process.Standby;
import org.pcm.chaincode.NativeSha256;
import org.pcm.gateway.Founding;
import org.pcm.gateway.Gateway;
import org.pcm.gateway.Limits;

/** A gateway in a process of its own; it founds the ledger first. */
public final class GatewayProgram {
    static final String URL = "url";

    /** As the devnode's ledgers are founded (ruling 8). */
    private static final long CLOCK_ERROR_MILLIS = 5_000;

    /**
     * Of a thousand participants in two cooperations, one each; and again as many of the load
     * before, which a gateway misses only when it next has something to say.
     */
    private static final int STREAMS = 4_096;

    private GatewayProgram() {}

    /**
     * Serves until its starter ends it.
     *
     * @param args the data folder, the connection profile
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        NativeSha256.install();
        Path folder = Path.of(args[0]);
        Path profile = Path.of(args[1]);
        Path registrar = folder.resolve("registrar.key");
        Founding.found(profile, CLOCK_ERROR_MILLIS, List.of(Founding.registrar("Org1", registrar)));
        try (Gateway gateway =
                Gateway.start(
                        Gateway.Options.of(folder, profile)
                                .withRegistrarKey(registrar)
                                .withLimits(Limits.DEFAULT.withStreams(STREAMS)))) {
            Standby.untilTheEnd(Map.of(URL, gateway.url()));
        }
    }
}
