package org.pcm.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void only_what_was_counted_within_it_makes_its_rate() {
        assertThat(new Window(TimeUnit.MILLISECONDS.toNanos(500), 40).perSecond()).isEqualTo(80);
    }

    @Test
    void a_counter_is_looked_at_before_and_after() throws InterruptedException {
        AtomicLong counter = new AtomicLong(1_000);
        Window window = Window.watch(() -> counter.getAndAdd(7), 20);
        assertThat(window.counted()).isEqualTo(7);
        assertThat(window.millis()).isGreaterThanOrEqualTo(20);
    }
}
