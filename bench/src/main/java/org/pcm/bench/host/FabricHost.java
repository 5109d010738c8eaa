package org.pcm.bench.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pcm.arbiter.source.BlockSource;
import org.pcm.bench.naive.NaiveServer;
import org.pcm.chaincode.Main;
import org.pcm.network.ChaincodeProgram;
import org.pcm.network.LocalNetwork;
import org.pcm.network.ProcessStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real network of four organisations, brought up for the run with both chaincodes and taken down
 * at its end, however this JVM ends but by {@code kill -9}.
 */
final class FabricHost implements LedgerHost {
    private static final Logger LOG = LoggerFactory.getLogger(FabricHost.class);
    private static final String CHAINCODE = "pcm";

    private final LocalNetwork network;
    private final Path profile;
    private final String genesis;
    private final List<FabricAccess> peers = new ArrayList<>();
    private final Thread atTheEnd;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FabricHost(LocalNetwork network) throws IOException {
        this.network = network;
        this.profile = network.profile(CHAINCODE);
        this.genesis = network.genesisHash();
        for (int i = 1; i <= network.organisations(); i++) {
            peers.add(FabricAccess.read(network.profile(i, CHAINCODE)));
        }
        this.atTheEnd = new Thread(this::takeDown, "network down");
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /**
     * Brings the network up.
     *
     * @param folder for all that it keeps; made if missing
     * @param jvm flags of the chaincodes' JVMs
     */
    static FabricHost start(Path folder, List<String> jvm)
            throws IOException, InterruptedException {
        LocalNetwork network =
                LocalNetwork.up(
                        LocalNetwork.Options.in(folder)
                                .withChaincode(program(CHAINCODE, Main.class, jvm))
                                .withChaincode(
                                        program(NaiveServer.CHAINCODE, NaiveServer.class, jvm)),
                        step -> {});
        try {
            return new FabricHost(network);
        } catch (IOException | RuntimeException e) {
            network.down();
            throw e;
        }
    }

    private static ChaincodeProgram program(String name, Class<?> main, List<String> jvm) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("--enable-native-access=ALL-UNNAMED");
        line.addAll(jvm);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return ChaincodeProgram.of(name, line);
    }

    @Override
    public Path profile() {
        return profile;
    }

    @Override
    public String genesis() {
        return genesis;
    }

    @Override
    public List<FabricAccess> peers() {
        return List.copyOf(peers);
    }

    @Override
    public List<BlockSource> blocks() throws IOException {
        List<BlockSource> all = new ArrayList<>();
        for (FabricAccess peer : peers) {
            all.add(FabricConnection.open(peer).blocks());
        }
        return all;
    }

    @Override
    public Map<String, Long> pids() throws IOException, InterruptedException {
        Map<String, Long> pids = new TreeMap<>();
        for (ProcessStatus each : network.status()) {
            each.pid().ifPresent(pid -> pids.put(each.name(), pid));
        }
        return pids;
    }

    private void takeDown() {
        try {
            network.down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("the network in {} may still run", network.data());
        } catch (IOException e) {
            LOG.warn("the network in {} still runs", network.data(), e);
        }
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
            takeDown();
        }
    }
}
