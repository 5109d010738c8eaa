package org.pcm.cli.requirements;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.pcm.participant.json.JsonObject;

/**
 * A devnode's ledger, wherever the devnode runs.
 *
 * @param facts what the devnode says of itself
 * @param end ends it
 */
record DevnodeLedger(JsonObject facts, Closeable end) implements TestLedger {
    @Override
    public Path profile() {
        return Path.of(facts.text("profile"));
    }

    @Override
    public Path registrar() {
        return Path.of(facts.text("registrar"));
    }

    @Override
    public String genesis() {
        return facts.text("genesis");
    }

    @Override
    public void close() throws IOException {
        end.close();
    }
}
