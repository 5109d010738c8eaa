package org.pcm.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DurationsTest {
    private final Durations durations = new Durations();

    private void addMillis(int... millis) {
        for (int each : millis) {
            durations.add(TimeUnit.MILLISECONDS.toNanos(each));
        }
    }

    @Test
    void the_median_is_the_middle_of_what_was_noted_in_any_order() {
        addMillis(30, 10, 20);
        assertThat(durations.percentileMillis(50)).isEqualTo(20);
    }

    @Test
    void a_percentile_is_always_a_duration_that_was_noted() {
        addMillis(10, 20, 30, 40);
        assertThat(durations.percentileMillis(50)).isEqualTo(20);
        assertThat(durations.percentileMillis(51)).isEqualTo(30);
        assertThat(durations.percentileMillis(100)).isEqualTo(40);
    }

    @Test
    void one_duration_is_every_percentile() {
        addMillis(7);
        assertThat(durations.latency()).isEqualTo(new Latency(7, 7));
    }

    @Test
    void one_in_a_hundred_may_be_slower_than_the_99th_percentile() {
        addMillis(IntStream.rangeClosed(1, 100).toArray());
        assertThat(durations.latency()).isEqualTo(new Latency(50, 99));
    }

    @Test
    void thousands_are_kept_and_sorted() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        int[] shuffled = IntStream.rangeClosed(1, 5_000).toArray();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = kept;
        }
        addMillis(shuffled);
        assertThat(durations.count()).isEqualTo(5_000);
        assertThat(durations.latency()).isEqualTo(new Latency(2_500, 4_950));
    }

    @Test
    void nothing_noted_has_no_percentile() {
        assertThatThrownBy(durations::latency).isInstanceOf(IllegalStateException.class);
    }
}
