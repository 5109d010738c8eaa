package org.pcm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.bench.cycle.Shape;
import org.pcm.network.FabricPrograms;

/** A run on a real network, too short for figures worth anything. */
@Tag("real")
class FabricBenchTest {
    @Test
    void a_short_run_on_a_real_network_is_verified_on_all_four_peers(@TempDir Path folder)
            throws Exception {
        assumeTrue(FabricPrograms.find().isPresent(), FabricPrograms::howToGetThem);
        Options options =
                Options.on(LedgerKind.FABRIC, folder)
                        .withMeasureMillis(2_000)
                        .with(4, 4)
                        .withShapes(List.of(new Shape("submissionsOf128", 128, 128, 2, 2_048)));

        Report report = Bench.run(options, line -> {});

        assertThat(report.verification().faults()).isEmpty();
        assertThat(report.verification().peers()).isEqualTo(4);
        assertThat(report.verification().audit()).startsWith("PASS");
        assertThat(report.verification().completedOnce())
                .isPositive()
                .isEqualTo(report.verification().tasks());
        assertThat(report.contention().effective()).isEqualTo(report.contention().sent());
        assertThat(report.cycles().getFirst().cpuMicrosPerLifeCycle())
                .containsKeys("gateway", "participants", "orderer1", "peer4", "chaincode1");
    }
}
