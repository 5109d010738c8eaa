package org.pcm.cli.requirements;

import java.io.IOException;
import java.nio.file.Path;
import org.pcm.cli.network.RealLedger;

/** The shared real network. It goes on when one of its test classes is over. */
record RealTestLedger(RealLedger ledger) implements TestLedger {
    @Override
    public Path profile() {
        return ledger.profile();
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
    public void close() {}
}
