package org.pcm.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.Pcm;
import org.pcm.cli.network.RealLedger;
import org.pcm.network.FabricPrograms;
import org.pcm.network.LocalNetwork;

/** The audit of a real network's peers, each asked for its blocks. */
@Tag("real")
class RealPeersTest {
    @Test
    void all_four_peers_of_a_network_are_audited_and_agree(@TempDir Path folder) throws Exception {
        assumeTrue(FabricPrograms.find().isPresent(), FabricPrograms::howToGetThem);
        LocalNetwork.Options options = LocalNetwork.Options.in(folder.resolve("network"));
        try (RealLedger ledger = RealLedger.up(options, line -> {})) {
            LocalNetwork network = ledger.network();
            Pcm.Ran audit =
                    Pcm.run(
                            "audit",
                            "--peer",
                            network.profile(1, "pcm"),
                            "--peer",
                            network.profile(2, "pcm"),
                            "--peer",
                            network.profile(3, "pcm"),
                            "--peer",
                            network.profile(4, "pcm"),
                            "--genesis",
                            network.genesisHash());
            assertThat(audit.with(0).out())
                    .startsWith("PASS")
                    .contains("the same", "0 invalid", "1 calls replayed")
                    .doesNotContain("devnode");
            assertThat(
                            Pcm.run("block", "show", 1, "--peer", network.profile(4, "pcm"))
                                    .with(0)
                                    .out())
                    .contains("orderers: consenter", "channel: pcm");
        }
    }
}
