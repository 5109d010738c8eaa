package org.pcm.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.member.Resources;
import org.pcm.gateway.information.message.Estimate;
import org.pcm.gateway.information.message.RunTimes;

/** Estimates rest on the median of enough runs. */
class EstimatingTest {
    private static final Resources SMALL = new Resources(1_000, 64, 0);

    private static List<Estimate> from(Long... millis) {
        RunTimes times = new RunTimes(SMALL, List.of(millis));
        return new PolicyCenter((cooperation, owner, job) -> Optional.of(List.of(times)))
                .of("lab", "ada", "count")
                .orElseThrow();
    }

    @Test
    void a_run_that_hung_does_not_move_it() {
        assertThat(from(900L, 86_400_000L, 1_100L, 1_000L, 950L))
                .containsExactly(new Estimate(SMALL, 1_000, 5, 900, 86_400_000));
    }

    @Test
    void of_an_even_number_it_is_the_longer() {
        assertThat(from(4L, 1L, 3L, 2L)).extracting(Estimate::millis).containsExactly(3L);
    }

    @Test
    void few_runs_are_not_enough_and_none_takes_no_time() {
        assertThat(from(10L, 20L)).isEmpty();
        assertThat(from(0L, 0L, 0L)).extracting(Estimate::millis).containsExactly(1L);
    }
}
