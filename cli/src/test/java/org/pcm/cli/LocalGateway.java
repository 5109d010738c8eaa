package org.pcm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.pcm.cli.network.LocalLedger;
import org.pcm.gateway.Gateway;

/** A founded ledger with a gateway that may vouch, both in this process. */
public final class LocalGateway implements AutoCloseable {
    private final LocalLedger ledger;
    private final Gateway gateway;

    private LocalGateway(LocalLedger ledger, Gateway gateway) {
        this.ledger = ledger;
        this.gateway = gateway;
    }

    /** Starts both below a folder. */
    public static LocalGateway start(Path folder) throws IOException, InterruptedException {
        LocalLedger ledger = LocalLedger.start(LocalLedger.Options.in(folder.resolve("ledger")));
        JsonNode facts = ledger.toJson();
        Gateway.Options options =
                Gateway.Options.of(
                                folder.resolve("gateway"),
                                Path.of(facts.path("profile").textValue()))
                        .withRegistrarKey(Path.of(facts.path("registrar").textValue()));
        return new LocalGateway(ledger, Gateway.start(options));
    }

    /** Where the gateway serves. */
    public String url() {
        return gateway.url();
    }

    /** The genesis block's hash, hex. */
    public String genesis() {
        return ledger.toJson().path("genesis").textValue();
    }

    /** The connection profile of its peer. */
    public Path profile() {
        return Path.of(ledger.toJson().path("profile").textValue());
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        ledger.close();
    }
}
