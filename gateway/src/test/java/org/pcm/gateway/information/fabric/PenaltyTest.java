package org.pcm.gateway.information.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long something that failed is left alone. */
class PenaltyTest {
    private static final long SHORTEST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 60_000;

    private final Penalty penalty = new Penalty();

    @Test
    void nothing_is_left_alone_that_has_not_failed() {
        assertThat(penalty.failedBefore()).isFalse();
        assertThat(penalty.untilMillis()).isZero();
    }

    @Test
    void each_further_failure_doubles_it_up_to_a_minute() {
        long now = 1;
        long expected = SHORTEST_MILLIS;
        for (int failure = 0; failure < 10; failure++) {
            penalty.fail(now);
            assertThat(penalty.untilMillis()).isEqualTo(now + expected);
            now = penalty.untilMillis();
            expected = Math.min(LONGEST_MILLIS, 2 * expected);
        }
    }

    @Test
    void failures_while_it_is_left_alone_count_as_one() {
        penalty.fail(1);
        penalty.fail(2);
        penalty.fail(SHORTEST_MILLIS);

        assertThat(penalty.untilMillis()).isEqualTo(1 + SHORTEST_MILLIS);
    }

    @Test
    void what_works_again_starts_anew() {
        penalty.fail(1);
        penalty.fail(10_000);
        penalty.clear();
        assertThat(penalty.failedBefore()).isFalse();

        penalty.fail(20_000);

        assertThat(penalty.untilMillis()).isEqualTo(20_000 + SHORTEST_MILLIS);
    }
}
