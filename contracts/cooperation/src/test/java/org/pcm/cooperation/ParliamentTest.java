package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcm.cooperation.event.Governed;

/** Members who govern at random break nothing; see {@link Parliament}. */
class ParliamentTest {
    static LongStream twoDozenSeeds() {
        return LongStream.range(0, 24);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("twoDozenSeeds")
    void whatever_the_members_decide_the_invariants_hold(long seed) {
        new Parliament(seed).sits(60);
    }

    @Test
    @Tag("slow")
    void in_hundreds_of_parliaments_rounds_end_and_coordinators_change() {
        long rounds = 0;
        long elections = 0;
        for (long seed = 1_000; seed < 1_650; seed++) {
            try {
                Chronicle told = new Parliament(seed).sits(60).lab.chronicle();
                rounds += told.all(Governed.RoundStarted.class).size();
                elections += told.all(Governed.Elected.class).size();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(rounds).as("rounds").isGreaterThan(1_000);
        assertThat(elections).as("elections").isGreaterThan(100);
    }
}
