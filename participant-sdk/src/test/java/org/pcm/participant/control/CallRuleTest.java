package org.pcm.participant.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.information.OpenCall;
import org.pcm.participant.json.Json;

/** Which calls an owner's rule answers. */
class CallRuleTest {
    private static final OpenCall CALL =
            new OpenCall(
                    "lab",
                    1,
                    "olga",
                    "HPC",
                    1,
                    Json.parse(
                            "{\"attemptsMax\":3,\"mode\":\"PUSH\",\"tiers\":[\"HPC\",\"EDGE\"],"
                                    + "\"call\":{\"membersMin\":2}}"));

    private static CallRule rule(
            List<String> names, List<String> coordinators, List<String> tiers, String terms) {
        return new CallRule(
                names,
                coordinators,
                tiers,
                Json.parse(terms),
                CallRule.Answer.join,
                Resources.NONE);
    }

    private static boolean fits(String terms) {
        return rule(List.of(), List.of(), List.of(), terms).fits(CALL);
    }

    @Test
    void a_rule_without_conditions_answers_every_call() {
        assertThat(fits("{}")).isTrue();
    }

    @Test
    void names_coordinators_and_tiers_each_must_be_listed() {
        assertThat(rule(List.of("lab"), List.of("olga"), List.of("HPC"), "{}").fits(CALL)).isTrue();
        assertThat(rule(List.of("x"), List.of(), List.of(), "{}").fits(CALL)).isFalse();
        assertThat(rule(List.of(), List.of("x"), List.of(), "{}").fits(CALL)).isFalse();
        assertThat(rule(List.of(), List.of(), List.of("EDGE"), "{}").fits(CALL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"attemptsMax\":3}",
                "{\"attemptsMax\":{\"atLeast\":3}}",
                "{\"attemptsMax\":{\"atLeast\":1,\"atMost\":3}}",
                "{\"mode\":\"PUSH\",\"tiers\":[\"EDGE\"]}",
                "{\"call\":{\"membersMin\":{\"atMost\":2}}}"
            })
    void terms_may_say_more_than_is_wanted(String wanted) {
        assertThat(fits(wanted)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"attemptsMax\":2}",
                "{\"attemptsMax\":{\"atLeast\":4}}",
                "{\"attemptsMax\":{\"atMost\":2}}",
                "{\"mode\":{\"atMost\":2}}",
                "{\"tiers\":[\"MICRO\"]}",
                "{\"call\":{\"replyMillis\":1}}",
                "{\"reelection\":{}}"
            })
    void terms_that_say_something_else_or_nothing_do_not_fit(String wanted) {
        assertThat(fits(wanted)).isFalse();
    }
}
