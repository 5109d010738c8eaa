package org.pcm.bench.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void its_cooperations_have_names_that_a_ledger_takes() {
        assertThat(new Shape("submissionsOf128", 128, 128, 2, 1).names())
                .containsExactly("submissions-of-128-1", "submissions-of-128-2");
    }
}
