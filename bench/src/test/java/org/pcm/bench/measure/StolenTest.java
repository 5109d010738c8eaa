package org.pcm.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StolenTest {
    @Test
    void what_others_had_is_a_share_of_all_time_since() {
        Stolen before = Stolen.read("cpu  100 0 50 800 0 0 0 50 0 0");
        Stolen after = Stolen.read("cpu  160 0 60 810 0 0 0 70 9 9");
        assertThat(after.percentSince(before)).isEqualTo(20);
    }

    @Test
    void a_system_that_does_not_tell_has_nothing_stolen() {
        Stolen nothing = Stolen.read("cpu 1 2 3");
        assertThat(nothing.percentSince(nothing)).isZero();
    }
}
