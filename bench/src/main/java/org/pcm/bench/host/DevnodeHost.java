package org.pcm.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pcm.arbiter.source.BlockFile;
import org.pcm.arbiter.source.BlockSource;
import org.pcm.bench.naive.NaiveServer;
import org.pcm.bench.process.Facts;
import org.pcm.bench.process.Program;

/** The devnode with PCM's chaincode in one process, the naive chaincode in another. */
final class DevnodeHost implements LedgerHost {
    private final Program naive;
    private final Program node;
    private final Path profile;
    private final FabricAccess access;
    private final Path blockFile;
    private final String genesis;

    private DevnodeHost(Program naive, Program node, Facts facts) throws IOException {
        this.naive = naive;
        this.node = node;
        this.profile = Path.of(facts.get(LedgerProgram.PROFILE));
        this.access = FabricAccess.read(profile);
        this.blockFile = Path.of(facts.get(LedgerProgram.BLOCKS));
        this.genesis = facts.get(LedgerProgram.GENESIS);
    }

    /**
     * Starts both.
     *
     * @param logs the folder for the programs' logs and the ledger
     */
    static DevnodeHost start(Path logs, List<String> jvm) throws IOException, InterruptedException {
        String ledger = Files.createDirectories(logs.resolve("ledger")).toString();
        Program naive = Program.start("naive", NaiveServer.class, jvm, List.of(ledger), logs);
        try {
            String port = naive.awaitReady().get(NaiveServer.PORT);
            Program node =
                    Program.start("ledger", LedgerProgram.class, jvm, List.of(ledger, port), logs);
            try {
                return new DevnodeHost(naive, node, node.awaitReady());
            } catch (IOException | InterruptedException | RuntimeException e) {
                node.close();
                throw e;
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            naive.close();
            throw e;
        }
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
        return List.of(access);
    }

    @Override
    public List<BlockSource> blocks() throws IOException {
        return List.of(BlockFile.open(blockFile));
    }

    @Override
    public Map<String, Long> pids() {
        return Map.of("ledger", node.pid(), "naive", naive.pid());
    }

    @Override
    public void close() {
        node.close();
        naive.close();
    }
}
