package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.control.CallRule;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/** What a site file says to calls for participation. */
class SiteCallsTest {
    private static List<CallRule> read(String calls) {
        return SiteCalls.read(JsonObject.of("", Json.parse("{\"calls\":" + calls + "}")));
    }

    @Test
    void rules_are_read_in_order() {
        List<CallRule> rules =
                read(
                        "[{\"names\":[\"lab\"],\"tiers\":[\"HPC\"],\"terms\":{\"attemptsMax\":3},"
                                + "\"answer\":\"join\",\"pledge\":{\"milliCpu\":1000,\"memoryMib\":64}},"
                                + "{\"answer\":\"decline\"}]");
        assertThat(rules)
                .containsExactly(
                        new CallRule(
                                List.of("lab"),
                                List.of(),
                                List.of("HPC"),
                                Json.parse("{\"attemptsMax\":3}"),
                                CallRule.Answer.join,
                                new Resources(1_000, 64, 0)),
                        new CallRule(
                                List.of(),
                                List.of(),
                                List.of(),
                                Json.object(),
                                CallRule.Answer.decline,
                                Resources.NONE));
    }

    @Test
    void a_site_that_says_nothing_of_calls_has_no_rules() {
        assertThat(SiteCalls.read(JsonObject.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    {"answer":"maybe"}; calls[0].answer
                    {"answer":"join"}; calls[0].pledge
                    {"answer":"join","pledge":{"milliCpu":1}}; calls[0].pledge.memoryMib
                    {"answer":"decline","pledge":{}}; calls[0].pledge
                    {"answer":"tell","tiers":["BIG"]}; calls[0].tiers
                    {"answer":"tell","terms":3}; calls[0].terms
                    {"answer":"tell","member":"x"}; calls[0].member
                    """)
    void a_mistake_names_its_field(String rule, String field) {
        assertThatThrownBy(() -> read("[" + rule + "]"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(field);
    }
}
