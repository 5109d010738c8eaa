package org.pcm.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pcm.arbiter.source.BlockFileWriter;
import org.pcm.arbiter.source.PeerBlocks;
import org.pcm.cli.ledger.PeerConnection;
import org.pcm.cli.network.RealLedger;
import org.pcm.network.LocalNetwork;
import org.pcm.network.process.NetworkProcess;

/**
 * A real Fabric network of four organisations, brought up for this demo and taken down with it,
 * also when the demo is told to stop.
 */
final class FabricGround implements Ground {
    private static final String WHOLE = "network";

    private final Path folder;
    private final Show show;
    private final RealLedger ledger;
    private final String genesis;
    private final Thread hook = new Thread(this::takeDown);

    /** Brings one up whose data lies below {@code folder}, at any free ports. */
    FabricGround(Path folder, Show show) throws IOException, InterruptedException {
        this.folder = folder;
        this.show = show;
        this.ledger = up();
        this.genesis = ledger.network().genesisHash();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private RealLedger up() throws IOException, InterruptedException {
        return RealLedger.up(
                LocalNetwork.Options.in(folder.resolve(WHOLE)).withBasePort(0),
                step -> show.tell(WHOLE, step));
    }

    @Override
    public String description() {
        return "a Fabric network of " + ledger.network().organisations() + " organisations";
    }

    @Override
    public String genesis() {
        return genesis;
    }

    @Override
    public Path profile() {
        return ledger.profile();
    }

    @Override
    public Path registrar() {
        return ledger.registrar(1);
    }

    @Override
    public Map<String, Killable> parts() throws IOException {
        Map<String, Killable> parts = new LinkedHashMap<>();
        for (NetworkProcess process : ledger.network().processes()) {
            parts.put(process.name(), new Part(process));
        }
        parts.put(WHOLE, new All());
        return parts;
    }

    @Override
    public Path blocks() throws IOException {
        Path file = folder.resolve("blocks.pcm");
        try (PeerBlocks peer = PeerConnection.open(profile())) {
            BlockFileWriter.copy(peer, file, copied -> {});
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(hook);
        ledger.close();
    }

    private void takeDown() {
        try {
            ledger.close();
        } catch (IOException e) {
            show.tell(WHOLE, "could not be taken down: " + e.getMessage());
        }
    }

    /** One process of the network. */
    private record Part(NetworkProcess process) implements Killable {
        @Override
        public void kill() throws IOException {
            process.kill();
        }

        @Override
        public void revive() throws IOException {
            process.start();
        }
    }

    /** Every process of the network at once. */
    private final class All implements Killable {
        @Override
        public void kill() throws IOException {
            for (NetworkProcess process : ledger.network().processes()) {
                process.kill();
            }
        }

        @Override
        public void revive() throws IOException, InterruptedException {
            up();
        }
    }
}
