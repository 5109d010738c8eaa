package org.pcm.bench.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void its_cooperation_has_a_name_that_a_ledger_takes() {
        assertThat(new Shape("submissionsOf128", 128, 128, 1).cooperation())
                .isEqualTo("submissions-of-128");
    }
}
