package org.pcm.cli.requirements;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cli.process.PcmProcess;
import org.pcm.participant.json.JsonObject;

/** A process of the program that serves at a port; killed, it comes back at the same. */
final class ServingProcess implements Part, AutoCloseable {
    private final String name;
    private final Path log;
    private final List<String> arguments;
    private final JsonObject facts;
    private final String port;
    private PcmProcess process;

    /**
     * Starts {@code pcm} with arguments at any free port.
     *
     * @param address the field in which it tells where it serves
     */
    ServingProcess(Path folder, String address, String... arguments)
            throws IOException, InterruptedException {
        this.name = arguments[0];
        this.log = folder.resolve(name + ".log");
        this.arguments = List.of(arguments);
        this.process = start("0");
        this.facts = process.awaitReady();
        String served = facts.text(address);
        this.port = served.substring(served.lastIndexOf(':') + 1);
    }

    /** A gateway to a ledger. */
    static ServingProcess gateway(Path folder, TestLedger ledger)
            throws IOException, InterruptedException {
        return new ServingProcess(
                folder,
                "url",
                "gateway",
                "--profile",
                ledger.profile().toString(),
                "--registrar",
                ledger.registrar().toString(),
                "--data",
                folder.resolve("gateway").toString());
    }

    private PcmProcess start(String atPort) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--port", atPort));
        return PcmProcess.start(name, log, all.toArray(String[]::new));
    }

    /** What it said when it served for the first time. */
    JsonObject facts() {
        return facts;
    }

    @Override
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void revive() throws IOException {
        process = start(port);
    }

    @Override
    public void close() {
        process.close();
    }
}
