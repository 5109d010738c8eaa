package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Many members over a bad network: the invariants hold after every batch, whatever the seed. */
class SimulationTest {
    static LongStream aFewDozenSeeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("aFewDozenSeeds")
    void every_task_ends_once_and_replay_equals_live(long seed) {
        new Simulation(seed).toTheEnd();
    }

    @Test
    void hundreds_of_brief_seeds_hold_too() {
        brief(10_000, 300);
    }

    /**
     * {@code -Dpcm.seeds=N} runs more, from {@code -Dpcm.seed=S} on; a failing seed names itself,
     * and {@code Simulation.brief(seed).toTheEnd()} does the same again.
     */
    @Test
    @Tag("slow")
    void thousands_of_brief_seeds_hold_too() {
        brief(Long.getLong("pcm.seed", 10_000), Long.getLong("pcm.seeds", 5_000));
    }

    private static void brief(long first, long count) {
        LongStream.range(first, first + count).parallel().forEach(SimulationTest::brief);
    }

    private static void brief(long seed) {
        try {
            Simulation.brief(seed).toTheEnd();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    @Test
    @Tag("slow")
    void hundreds_of_long_seeds_hold_too() {
        for (long seed = 1_000; seed < 1_300; seed++) {
            try {
                new Simulation(seed).toTheEnd();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tr-TR, Asia/Istanbul",
        "ar-EG-u-nu-arab, Africa/Cairo",
        "th-TH-u-ca-buddhist, Asia/Bangkok"
    })
    void a_replay_in_another_country_gives_the_same_bytes(String language, String zone) {
        Ledger ledger = new Simulation(7).run(50).ledger;
        assertThat(ledger.batches()).hasSizeGreaterThan(50);
        Locale locale = Locale.getDefault();
        TimeZone timeZone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            ledger.replayEqualsLive();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(timeZone);
        }
    }
}
