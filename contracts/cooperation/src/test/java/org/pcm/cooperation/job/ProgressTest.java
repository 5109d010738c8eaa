package org.pcm.cooperation.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a sweep over the open jobs, cut into passes, knows that it has gone round. */
class ProgressTest {
    @Test
    void a_pass_that_offered_something_begins_a_sweep_where_it_stopped() {
        assertThat(new Progress(3, 2, true).stoppedAt(7, true)).isEqualTo(new Progress(7, 7, true));
    }

    @Test
    void a_sweep_goes_on_until_it_meets_its_origin() {
        Progress progress = Progress.NONE.anew().stoppedAt(4, false);
        assertThat(progress).isEqualTo(new Progress(4, 0, true));
        progress = progress.stoppedAt(9, false);
        assertThat(progress).isEqualTo(new Progress(9, 0, true));
        assertThat(progress.stoppedAt(2, false).unfinished()).as("went round").isFalse();
    }

    @Test
    void an_origin_in_the_middle_is_met_on_the_way_round() {
        Progress progress = new Progress(5, 5, false).anew().stoppedAt(8, false);
        assertThat(progress.unfinished()).isTrue();
        progress = progress.stoppedAt(3, false);
        assertThat(progress.unfinished()).isTrue();
        assertThat(progress.stoppedAt(6, false).unfinished()).isFalse();
    }
}
