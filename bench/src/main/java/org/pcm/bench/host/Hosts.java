package org.pcm.bench.host;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.pcm.bench.naive.NaiveServer;
import org.pcm.bench.process.Facts;
import org.pcm.bench.process.Program;

/**
 * All programs of one run: the naive chaincode, the ledger with PCM's chaincode, the gateway. They
 * come up in this order, and go down in the other.
 */
public final class Hosts implements AutoCloseable {
    /** Small heaps and the collector that suits two cores. */
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx1g");

    private final Deque<Program> programs = new ArrayDeque<>();
    private final FabricAccess fabric;
    private final Path blocks;
    private final String genesis;
    private final URI gateway;

    private Hosts(Path folder) throws IOException, InterruptedException {
        try {
            Path ledger = Files.createDirectories(folder.resolve("ledger"));
            Facts naive = start("naive", NaiveServer.class, List.of(ledger.toString()), folder);
            Facts node =
                    start(
                            "ledger",
                            LedgerProgram.class,
                            List.of(ledger.toString(), naive.get(NaiveServer.PORT)),
                            folder);
            String profile = node.get(LedgerProgram.PROFILE);
            fabric = FabricAccess.read(Path.of(profile));
            blocks = Path.of(node.get(LedgerProgram.BLOCKS));
            genesis = node.get(LedgerProgram.GENESIS);
            Path data = Files.createDirectories(folder.resolve("gateway"));
            Facts door =
                    start(
                            "gateway",
                            GatewayProgram.class,
                            List.of(data.toString(), profile),
                            folder);
            gateway = URI.create(door.get(GatewayProgram.URL));
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts all.
     *
     * @throws IOException when one does not come up; the message holds its last words
     */
    public static Hosts start(Path folder) throws IOException, InterruptedException {
        return new Hosts(folder);
    }

    private Facts start(String name, Class<?> main, List<String> arguments, Path folder)
            throws IOException, InterruptedException {
        Program program = Program.start(name, main, JVM, arguments, folder);
        programs.push(program);
        return program.awaitReady();
    }

    /** How to reach the ledger without a gateway. */
    public FabricAccess fabric() {
        return fabric;
    }

    /** The file with all blocks. */
    public Path blocks() {
        return blocks;
    }

    /** The genesis block's hash, hex. */
    public String genesis() {
        return genesis;
    }

    /** The gateway's address. */
    public URI gateway() {
        return gateway;
    }

    /** Stops all; twice is harmless. */
    @Override
    public void close() {
        while (!programs.isEmpty()) {
            programs.pop().close();
        }
    }
}
