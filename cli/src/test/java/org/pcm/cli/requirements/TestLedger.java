package org.pcm.cli.requirements;

import java.io.IOException;
import java.nio.file.Path;

/** A founded ledger to hold the requirements against. */
interface TestLedger extends AutoCloseable {
    /** The connection profile for gateways. */
    Path profile();

    /** The key that countersigns registrations. */
    Path registrar();

    /** The genesis block's hash, hex. */
    String genesis() throws IOException;

    @Override
    void close() throws IOException;
}
