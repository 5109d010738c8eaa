package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.member.Resources;
import org.pcm.participant.control.PolicyCenter;
import org.pcm.participant.control.Proposal;
import org.pcm.participant.control.Rule;
import org.pcm.participant.control.RuleProvider;
import org.pcm.participant.control.Use;
import org.pcm.participant.information.TaskDocument;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;
import org.pcm.participant.resource.AttemptId;

/** Rules that a site file names. */
class SiteRulesTest {

    private static final Kind KIND = new Kind(new Resources(1_000, 64, 0), 1_000, 60_000);

    /** A provider's own rule, found on the class path: no tasks of more than so many inputs. */
    public static final class FewInputs implements RuleProvider {

        @Override
        public String name() {
            return "fewInputs";
        }

        @Override
        public Rule read(JsonObject settings) {
            long most = settings.number("most", 0, 100);
            return (proposal, use) ->
                    proposal.task().inputs().size() > most
                            ? Optional.of("TooManyInputs")
                            : Optional.empty();
        }
    }

    private static List<Rule> read(String rules) {
        JsonObject policy =
                Json.parseObject(("{\"rules\":" + rules + "}").getBytes(StandardCharsets.UTF_8));
        List<Rule> read = SiteRules.read(JsonObject.empty(), policy);
        policy.end();
        return read;
    }

    private static Optional<String> against(String rules, String owner) {
        TaskDocument task =
                new TaskDocument(List.of("true"), "", Map.of(), List.of(), List.of(), KIND);
        return new PolicyCenter(read(rules))
                .evaluate(
                        new Proposal(new AttemptId("lab", 1, 0, 5), owner, task),
                        new Use(Resources.NONE, Resources.NONE, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "alice, ''",
        "bob, SubmitterNotAllowed",
        "mallory, SubmitterNotAllowed",
        "'', SubmitterNotAllowed"
    })
    void a_site_chooses_whose_tasks_it_takes(String owner, String reason) {
        String rules =
                "[{\"rule\":\"owners\",\"allow\":[\"alice\",\"mallory\"],\"deny\":[\"mallory\"]}]";
        assertThat(against(rules, owner).orElse("")).isEqualTo(reason);
    }

    @Test
    void a_denial_alone_lets_all_others_in() {
        String rules = "[{\"rule\":\"owners\",\"deny\":[\"mallory\"]}]";
        assertThat(against(rules, "bob")).isEmpty();
        assertThat(against(rules, "mallory")).contains("SubmitterNotAllowed");
    }

    @Test
    void a_rule_of_ones_own_is_found_on_the_class_path() {
        assertThat(against("[{\"rule\":\"fewInputs\",\"most\":0}]", "bob")).isEmpty();
    }

    @Test
    void a_calendar_is_read() {
        String always =
                "[{\"rule\":\"calendar\",\"zone\":\"UTC\",\"open\":[{\"from\":\"00:00\",\"to\":\"00:00\"}]}]";
        assertThat(against(always, "bob")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"rule":"nothing"} | calendar, fewInputs, owners
                    {"rule":"owners"} | allow
                    {"rule":"owners","deny":["x"],"maybe":1} | maybe
                    {"rule":"fewInputs","most":101} | most
                    {"rule":"calendar","zone":"UTC"} | open
                    {"rule":"calendar","zone":"Mars","open":[{"from":"00:00","to":"00:00"}]} | zone
                    {"rule":"calendar","zone":"UTC","open":[{"from":"24:00","to":"00:00"}]} | from
                    {"rule":"calendar","zone":"UTC","open":[{"days":["MOO"],"from":"01:00","to":"02:00"}]} | days
                    """)
    void a_mistake_is_named(String rule, String named) {
        assertThatThrownBy(() -> read("[" + rule + "]"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(named);
    }
}
