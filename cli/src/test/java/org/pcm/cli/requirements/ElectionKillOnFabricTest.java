package org.pcm.cli.requirements;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.cli.network.RealLedger;
import org.pcm.network.process.NetworkProcess;

/**
 * Kills (kill -9) a process of a real network, or the gateway to it, at every event boundary of an
 * election.
 */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedNetwork.class)
class ElectionKillOnFabricTest {
    private final RealLedger ledger;
    private final ServingProcess gateway;
    private final World world;

    ElectionKillOnFabricTest(RealLedger ledger, @TempDir Path folder)
            throws IOException, InterruptedException {
        this.ledger = ledger;
        TestLedger shared = new RealTestLedger(ledger);
        this.gateway = ServingProcess.gateway(folder, shared);
        this.world = new World(shared, folder, List.of(URI.create(gateway.facts().text("url"))));
    }

    @AfterAll
    void end() throws IOException {
        world.close();
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "chaincode1", "peer1", "orderer1"})
    void an_election_survives_the_death_of(String name) throws Exception {
        ElectionUnderKills.play(world, List.of(part(name)), Part.Moment.BETWEEN);
        new Work(ledger, world).theLedgerIsSound();
    }

    private Part part(String name) throws IOException {
        return name.equals("gateway") ? gateway : new NetworkPart(ledger.network().process(name));
    }

    private record NetworkPart(NetworkProcess process) implements Part {
        @Override
        public void kill() throws IOException {
            process.kill();
        }

        @Override
        public void revive() throws IOException {
            process.start();
        }
    }
}
