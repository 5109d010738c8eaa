package org.pcm.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The ledger that the demo plays on: founded, on loopback, all of it below one folder. */
interface Ground extends AutoCloseable {
    /** For people: a few words on what it is. */
    String description();

    /** The genesis block's hash, hex. */
    String genesis();

    /** The connection profile for gateways. */
    Path profile();

    /** The key that countersigns registrations. */
    Path registrar();

    /** Its parts that can be killed, by name. */
    Map<String, Killable> parts() throws IOException;

    /** The file with every block so far, as {@code audit --blocks} takes it. */
    Path blocks() throws IOException;

    @Override
    void close() throws IOException;
}
