package org.pcm.gateway.information.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Each key has its share, and keys that are silent cost nothing. */
class RateLimitTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int PER_SECOND = 10;

    private final AtomicLong now = new AtomicLong();
    private final RateLimit rate = new RateLimit(PER_SECOND, now::get);

    private int allowed(String kid, int asked) {
        int allowed = 0;
        for (int i = 0; i < asked; i++) {
            allowed += rate.allows(kid) ? 1 : 0;
        }
        return allowed;
    }

    @Test
    void a_key_has_one_seconds_worth_at_once_and_then_as_much_as_time_brings() {
        assertThat(allowed("a", 100)).isEqualTo(PER_SECOND);

        now.addAndGet(SECOND_NANOS / 2);

        assertThat(allowed("a", 100)).isEqualTo(PER_SECOND / 2);
    }

    @Test
    void nobody_uses_up_anothers() {
        allowed("a", 100);

        assertThat(allowed("b", 100)).isEqualTo(PER_SECOND);
    }

    @Test
    void keys_that_fell_silent_are_forgotten_and_gain_nothing_by_it() {
        for (int i = 0; i < 1_000; i++) {
            rate.allows("made-up-" + i);
        }
        allowed("a", 100);
        now.addAndGet(2 * SECOND_NANOS);

        assertThat(allowed("a", 100)).isEqualTo(PER_SECOND);
        assertThat(rate.size()).isEqualTo(1);
    }
}
