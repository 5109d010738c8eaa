package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void an_election_survives_the_death_of_the_gateway() throws Exception {
        ElectionUnderKills.play(world, gateway, Part.Moment.BETWEEN);
        new Work(ledger, world).theLedgerIsSound();
    }

    /**
     * The gateway's own peer and chaincode, and the orderer that leads when the election begins;
     * from its first death on another one leads. (To strike whichever leads at every boundary takes
     * as long as eleven changes of the leader, two minutes, and shows nothing else.)
     */
    @ParameterizedTest
    @CsvSource({
        "chaincode1, BETWEEN",
        "chaincode1, WITHIN",
        "peer1, BETWEEN",
        "peer1, WITHIN",
        "leader, BETWEEN",
        "leader, WITHIN"
    })
    void an_election_survives_the_death_of(String name, Part.Moment moment) throws Exception {
        String process = name.equals("leader") ? "orderer" + leader() : name;
        Part part = new NetworkPart(ledger.network().process(process));
        ElectionUnderKills.play(world, part, moment);
        new Work(ledger, world).theLedgerIsSound();
    }

    private int leader() throws InterruptedException {
        OptionalInt leader = ledger.network().leader();
        while (leader.isEmpty()) { // orderers that have just changed it may not tell at once
            leader = ledger.network().leader();
        }
        return leader.getAsInt();
    }

    private record NetworkPart(NetworkProcess process) implements Part {
        @Override
        public void kill() throws IOException {
            process.kill();
            assertThat(process.isRunning()).as(process.name()).isFalse();
        }

        @Override
        public void revive() throws IOException {
            assertThat(process.start()).as(process.name()).isTrue();
        }
    }
}
