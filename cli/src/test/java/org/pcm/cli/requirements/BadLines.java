package org.pcm.cli.requirements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cli.network.RealLedger;
import org.pcm.participant.json.Json;

/** A real network that gateways reach over bad lines only. */
final class BadLines implements TestLedger {
    private final RealLedger ledger;
    private final List<CuttingProxy> lines = new ArrayList<>();
    private final Path profile;

    BadLines(RealLedger ledger, long seed) throws IOException {
        this.ledger = ledger;
        ObjectNode json = (ObjectNode) Json.parse(Files.readAllBytes(ledger.profile()));
        json.remove("address");
        for (JsonNode peer : json.path("peers")) {
            CuttingProxy line =
                    new CuttingProxy(peer.path("address").asText(), seed + lines.size());
            lines.add(line);
            ((ObjectNode) peer).put("address", line.address());
        }
        this.profile = ledger.profile().resolveSibling("bad-lines.json");
        Files.writeString(profile, Json.write(json));
    }

    /** How often answers were lost so far. */
    int lost() {
        return lines.stream().mapToInt(CuttingProxy::lost).sum();
    }

    /** The lines are good from now on. */
    void mend() {
        lines.forEach(CuttingProxy::mend);
    }

    @Override
    public Path profile() {
        return profile;
    }

    @Override
    public Path registrar() {
        return ledger.registrar(1);
    }

    @Override
    public String genesis() throws IOException {
        return ledger.network().genesisHash();
    }

    @Override
    public void close() throws IOException {
        for (CuttingProxy line : lines) {
            line.close();
        }
        ledger.close();
    }
}
