package org.pcm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.bench.growth.GrowthMark;

/** A whole run, too short for figures worth anything. */
@Tag("slow")
class BenchTest {
    @Test
    void a_short_run_measures_everything_and_verifies_it(@TempDir Path folder) throws Exception {
        Options options =
                Options.on(LedgerKind.DEVNODE, folder)
                        .withMeasureMillis(700)
                        .with(3, 4)
                        .withShapes(List.of(Options.SHAPES.get(0), Options.SHAPES.get(2)));
        List<String> said = new ArrayList<>();

        Report report = Bench.run(options, said::add);

        assertThat(report.verification().faults()).isEmpty();
        assertThat(report.verification().audit()).startsWith("PASS");
        assertThat(report.verification().completedOnce())
                .isPositive()
                .isEqualTo(report.verification().tasks());
        assertThat(report.cycles())
                .extracting(cycle -> cycle.shape().name())
                .containsExactly("submissionsOf128", "answersOf1");
        assertThat(report.cycles())
                .allSatisfy(cycle -> assertThat(cycle.lifeCycles()).isPositive());
        assertThat(report.contention().effective()).isEqualTo(report.contention().sent());
        assertThat(report.naive().lifeCycles()).isPositive();
        assertThat(report.members()).hasSize(3);
        assertThat(said).isNotEmpty();
    }

    @Test
    void a_short_growth_measures_at_each_mark_and_verifies_it(@TempDir Path folder)
            throws Exception {
        Options options = Options.on(LedgerKind.DEVNODE, folder).withMeasureMillis(300).with(12, 1);

        GrowthReport report = Bench.grow(options, 2_000, line -> {});

        assertThat(report.verification().faults()).isEmpty();
        assertThat(report.verification().audit()).startsWith("PASS");
        assertThat(report.marks()).extracting(GrowthMark::tasks).containsExactly(1_000L, 2_000L);
        assertThat(report.marks())
                .allSatisfy(mark -> {
                    assertThat(mark.lifeCyclesPerSecond()).isPositive();
                    assertThat(mark.cpuMicros()).isPositive();
                    assertThat(mark.memory().liveMib()).containsKeys("gateway", "ledger");
                });
        assertThat(report.members()).isEqualTo(12);
        assertThat(new String(report.toJson(), StandardCharsets.UTF_8)).contains("percentOfBest");
    }
}
