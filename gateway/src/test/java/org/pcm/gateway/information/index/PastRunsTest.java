package org.pcm.gateway.information.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.member.Resources;
import org.pcm.gateway.information.message.RunTimes;

class PastRunsTest {
    private static final Resources ONE = new Resources(1_000, 64, 0);
    private static final int KEPT = 101;
    private static final int WORKS = 4_096;

    private final PastRuns runs = new PastRuns();

    private void took(String job, long from, long to) {
        LongStream.range(from, to).forEach(millis -> runs.took(1, job, ONE, millis));
    }

    @Test
    void the_newest_are_kept_and_told_oldest_first() {
        took("words", 0, 20);
        assertThat(runs.of(1, "words")).containsExactly(times(0, 20));
        took("words", 20, 345);
        assertThat(runs.of(1, "words")).containsExactly(times(345 - KEPT, 345));
    }

    private static RunTimes times(long from, long to) {
        return new RunTimes(ONE, LongStream.range(from, to).boxed().toList());
    }

    @Test
    void works_are_told_apart_by_owner_name_and_resources() {
        Resources two = new Resources(2_000, 64, 0);
        took("words", 0, 2);
        runs.took(1, "words", two, 7);
        runs.took(1, "other", ONE, 8);
        runs.took(2, "words", ONE, Long.MAX_VALUE);
        assertThat(runs.of(1, "words")).hasSize(2);
        assertThat(runs.of(2, "words").getFirst().millis())
                .containsExactly((long) Integer.MAX_VALUE);
        assertThat(runs.of(3, "words")).isEmpty();
    }

    @Test
    void what_was_not_seen_for_longest_goes_first() {
        for (int work = 0; work < WORKS; work++) {
            took("work " + work, 0, 1);
        }
        took("work 0", 1, 2);
        took("one more", 0, 1);
        assertThat(runs.of(1, "work 0")).hasSize(1);
        assertThat(runs.of(1, "work 1")).isEmpty();
        assertThat(runs.of(1, "work 2")).hasSize(1);
    }
}
