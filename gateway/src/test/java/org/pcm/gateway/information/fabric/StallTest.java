package org.pcm.gateway.information.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** A stream that brings nothing although there is something is ended; others are let be. */
class StallTest {
    private static final long LOOK_MILLIS = 2;
    private static final int LOOKS = 20;
    private static final long PATIENCE_SECONDS = 60;

    @Test
    void a_stream_that_lacks_a_block_somebody_spoke_of_is_ended() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Stall stall = new Stall(() -> 7, () -> 7, LOOK_MILLIS);

        try (Stall.Watch watch = stall.watch(ended::countDown)) {
            assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.struck()).isTrue();
        }
    }

    @Test
    void a_stream_that_has_all_there_is_may_be_silent() throws Exception {
        letsBe(() -> 6, () -> 7);
    }

    @Test
    void a_stream_that_is_behind_and_moves_is_let_be() throws Exception {
        AtomicLong height = new AtomicLong();
        letsBe(() -> Long.MAX_VALUE, height::incrementAndGet);
    }

    private static void letsBe(LongSupplier newest, LongSupplier height) throws Exception {
        CountDownLatch looked = new CountDownLatch(LOOKS);
        Stall stall =
                new Stall(
                        newest,
                        () -> {
                            looked.countDown();
                            return height.getAsLong();
                        },
                        LOOK_MILLIS);
        CountDownLatch ended = new CountDownLatch(1);

        try (Stall.Watch watch = stall.watch(ended::countDown)) {
            assertThat(looked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.struck()).isFalse();
            assertThat(ended.getCount()).isEqualTo(1);
        }
    }
}
