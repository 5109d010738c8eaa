package org.pcm.bench.host;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pcm.bench.LedgerKind;
import org.pcm.bench.process.Program;

/** All programs of one run: the ledger with both chaincodes, then the gateway. */
public final class Hosts implements AutoCloseable {
    /**
     * Small heaps, the collector that suits two cores, and the quick compiler alone: the optimising
     * one would still be at work when a measurement of a minute ends.
     */
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g");

    private final LedgerHost ledger;
    private final Program gateway;
    private final Path blocks;
    private final URI address;

    private Hosts(LedgerHost ledger, Path folder) throws IOException, InterruptedException {
        this.ledger = ledger;
        Path data = Files.createDirectories(folder.resolve("gateway"));
        this.blocks = data.resolve("blocks");
        List<String> arguments = List.of(data.toString(), ledger.profile().toString());
        this.gateway = Program.start("gateway", GatewayProgram.class, JVM, arguments, folder);
        try {
            this.address = URI.create(gateway.awaitReady().get(GatewayProgram.URL));
        } catch (IOException | InterruptedException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    /**
     * Starts all.
     *
     * @throws IOException when one does not come up; the message holds its last words
     */
    public static Hosts start(LedgerKind kind, Path folder)
            throws IOException, InterruptedException {
        LedgerHost ledger =
                switch (kind) {
                    case DEVNODE -> DevnodeHost.start(folder, JVM);
                    case FABRIC -> FabricHost.start(folder.resolve("network"), JVM);
                };
        try {
            return new Hosts(ledger, folder);
        } catch (IOException | InterruptedException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /** The ledger. */
    public LedgerHost ledger() {
        return ledger;
    }

    /** The gateway's address. */
    public URI gateway() {
        return address;
    }

    /** How many bytes of blocks there are, as the gateway keeps them. */
    public long blockBytes() throws IOException {
        try (Stream<Path> files = Files.walk(blocks)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** The ids of all processes, this one's among them, by their names. */
    public Map<String, Long> pids() throws IOException, InterruptedException {
        Map<String, Long> pids = new TreeMap<>(ledger.pids());
        pids.put("gateway", gateway.pid());
        pids.put("participants", ProcessHandle.current().pid());
        return pids;
    }

    /** Stops all; twice is harmless. */
    @Override
    public void close() throws IOException {
        gateway.close();
        ledger.close();
    }
}
