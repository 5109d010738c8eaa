package org.pcm.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
    @Test
    void what_a_process_used_meanwhile_is_shared_out() {
        CpuTime before = new CpuTime(Map.of("gateway", Duration.ofMillis(500)));
        CpuTime after =
                new CpuTime(
                        Map.of("gateway", Duration.ofMillis(600), "peer1", Duration.ofMillis(20)));
        assertThat(after.microsEach(before, 1_000))
                .containsExactlyInAnyOrderEntriesOf(Map.of("gateway", 100.0, "peer1", 20.0));
    }

    @Test
    void a_process_that_is_gone_is_left_out() {
        long own = ProcessHandle.current().pid();
        assertThat(CpuTime.of(Map.of("own", own, "gone", Long.MAX_VALUE)).byName())
                .containsOnlyKeys("own");
    }
}
