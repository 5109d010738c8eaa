package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pcm.cli.Pcm;

/** Kills (kill -9) the devnode or the gateway at every event boundary of an election. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ElectionKillTest {
    private ServingProcess devnode;
    private ServingProcess gateway;
    private World world;

    @BeforeAll
    void begin(@TempDir Path folder) throws IOException, InterruptedException {
        devnode =
                new ServingProcess(
                        folder,
                        "address",
                        "devnode",
                        "--data",
                        folder.resolve("devnode").toString());
        TestLedger ledger = new DevnodeLedger(devnode.facts(), () -> {});
        gateway = ServingProcess.gateway(folder, ledger);
        world = new World(ledger, folder, List.of(URI.create(gateway.facts().text("url"))));
    }

    @AfterAll
    void end() throws IOException {
        if (world != null) {
            world.close();
        }
        if (gateway != null) {
            gateway.close();
        }
        if (devnode != null) {
            devnode.close();
        }
    }

    /** The ledger, with its contract, may die at any time. */
    @ParameterizedTest
    @EnumSource
    void an_election_survives_the_death_of_the_ledger(Part.Moment moment) throws Exception {
        ElectionUnderKills.play(world, devnode, moment);
        theLedgerIsSound();
    }

    /** So may the only gateway. */
    @ParameterizedTest
    @EnumSource
    void an_election_survives_the_death_of_the_gateway(Part.Moment moment) throws Exception {
        ElectionUnderKills.play(world, gateway, moment);
        theLedgerIsSound();
    }

    private void theLedgerIsSound() throws IOException {
        assertThat(
                        Pcm.run(
                                        "audit",
                                        "--peer",
                                        world.ledger.profile(),
                                        "--genesis",
                                        world.ledger.genesis())
                                .with(0)
                                .out())
                .contains("PASS");
    }
}
