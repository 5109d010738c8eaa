package org.pcm.devnode.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultRatesTest {
    @Test
    void all_rates_are_read_from_text() {
        assertThat(
                        FaultRates.parse(
                                "lost-reply=0.05, conflict=0.02,broken-chaincode=0.5,"
                                        + "broken-stream=1,delay-millis=20,seed=7"))
                .isEqualTo(
                        new FaultRates(
                                Map.of(
                                        Fault.LOST_REPLY,
                                        0.05,
                                        Fault.CONFLICT,
                                        0.02,
                                        Fault.BROKEN_CHAINCODE,
                                        0.5,
                                        Fault.BROKEN_STREAM,
                                        1.0),
                                20,
                                7));
    }

    @Test
    void what_is_not_named_does_not_strike() {
        assertThat(FaultRates.parse("seed=9")).isEqualTo(new FaultRates(Map.of(), 0, 9));
    }

    @Test
    void nonsense_is_refused_with_a_sentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultRates.parse("fire=1"))
                .withMessageContaining("no fault is called fire");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultRates.parse("conflict=often"))
                .withMessage("conflict needs a number, not often");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultRates.parse("conflict=1.5"))
                .withMessage("conflict must lie between 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultRates.parse("conflict"))
                .withMessage("a fault is written name=value, not conflict");
        assertThatIllegalArgumentException().isThrownBy(() -> FaultRates.parse("delay-millis=-1"));
    }

    @Test
    void equal_seeds_give_equal_chances() {
        FaultRates rates = FaultRates.parse("lost-reply=0.3,seed=11");
        Faults one = new Faults(rates);
        Faults other = new Faults(rates);
        int struck = 0;

        for (int i = 0; i < 1000; i++) {
            boolean strikes = one.strikes(Fault.LOST_REPLY);
            assertThat(other.strikes(Fault.LOST_REPLY)).isEqualTo(strikes);
            struck += strikes ? 1 : 0;
        }

        assertThat(struck).isBetween(200, 400);
    }
}
