package org.pcm.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YardstickTest {
    @Test
    void a_piece_is_what_all_took_shared_out() {
        Yardstick.Reading before = new Yardstick.Reading(10, 1_000_000);
        assertThat(new Yardstick.Reading(14, 1_200_000).microsSince(before)).isEqualTo(50);
    }

    @Test
    void each_piece_is_counted_and_takes_time() {
        Yardstick yardstick = new Yardstick();
        Yardstick.Reading before = yardstick.read();
        yardstick.lay();
        yardstick.lay();
        assertThat(yardstick.read().pieces()).isEqualTo(before.pieces() + 2);
        assertThat(yardstick.read().microsSince(before)).isPositive();
    }
}
