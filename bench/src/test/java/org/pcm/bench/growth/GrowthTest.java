package org.pcm.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void marks_are_powers_of_ten_and_the_end() {
        assertThat(Growth.marks(1_000_000)).containsExactly(1_000L, 10_000L, 100_000L, 1_000_000L);
        assertThat(Growth.marks(25_000)).containsExactly(1_000L, 10_000L, 25_000L);
        assertThat(Growth.marks(500)).containsExactly(500L);
    }
}
