package org.pcm.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcm.cooperation.admission.AdmissionCheck;
import org.pcm.cooperation.election.ElectionMethod;
import org.pcm.cooperation.election.Reelection;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Call;
import org.pcm.cooperation.round.EndCondition;
import org.pcm.cooperation.round.EndPolicy;
import org.pcm.cooperation.round.Governance;
import org.pcm.cooperation.round.Rules;
import org.pcm.cooperation.round.Terms;

/** Terms as data: what is written reads the same, and what the documents show are terms. */
class TermsTest {
    private static Terms read(String json) {
        return Terms.read(Json.readObject(Text.utf8(json)));
    }

    @Test
    void every_check_condition_and_method_reads_as_it_was_written() {
        for (ElectionMethod method :
                List.of(
                        new ElectionMethod.OneMemberOneVote(),
                        new ElectionMethod.ByWeight(),
                        new ElectionMethod.ByPledge(),
                        new ElectionMethod.ForProxy())) {
            Terms terms =
                    Ways.governed(g ->
                            g.withAdmission(
                                            new AdmissionCheck.Tiers(List.of(Tier.HPC)),
                                            new AdmissionCheck.Minimum(Words.cpus(2)),
                                            new AdmissionCheck.HasLabels(List.of("gpu")),
                                            new AdmissionCheck.Issuers(List.of("org")),
                                            new AdmissionCheck.MembersVote(501, 60_000),
                                            new AdmissionCheck.Approval(60_000),
                                            new AdmissionCheck.RosterSize(9),
                                            new AdmissionCheck.OldWeight(900))
                                    .withEnd(
                                            new EndPolicy(
                                                    List.of(
                                                            List.of(
                                                                    new EndCondition.AllDone(),
                                                                    new EndCondition.Deadline(7)),
                                                            List.of(new EndCondition.TaskCount(3)),
                                                            List.of(
                                                                    new EndCondition.TooFewMembers(
                                                                            2)),
                                                            List.of(
                                                                    new EndCondition.MembersVote(
                                                                            5)))))
                                    .withReelection(Reelection.DEFAULT.withMethod(method))
                                    .withCall(new Call(60_000, 3))
                                    .withEnding(Governance.Ending.DRAIN)
                                    .withUnagreed(Governance.Unagreed.PAUSE)
                                    .withLeaving(Governance.Leaving.HAND_BACK));
            assertThat(read(Json.text(terms::write))).isEqualTo(terms);
        }
    }

    @Test
    void terms_that_name_no_rules_are_of_the_first_and_write_the_bytes_they_always_wrote() {
        Terms first = read("{}");
        assertThat(first.rules()).isEqualTo(Rules.FIRST);
        assertThat(Json.text(first::write))
                .isEqualTo(
                        "{\"offerMillis\":60000,\"awayMillis\":120000,\"graceMillis\":60000,"
                                + "\"attemptsMax\":3,\"offersMax\":16,\"runMax\":64,"
                                + "\"tiers\":[\"HPC\",\"PUBLIC\",\"EDGE\",\"MICRO\","
                                + "\"OPERATOR\",\"CONSUMER\"],\"rosterMax\":1024,"
                                + "\"weightMin\":100,\"weightMax\":10000,\"acceptGain\":10,"
                                + "\"rejectLoss\":60,\"expireLoss\":60,\"successGain\":30,"
                                + "\"failureLoss\":60}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rules\":3}",
                "{\"admission\":[]}",
                "{\"rules\":2,\"end\":[]}",
                "{\"rules\":2,\"end\":[[]]}",
                "{\"rules\":2,\"end\":[[{\"when\":\"never\"}]]}",
                "{\"rules\":2,\"admission\":[{\"check\":\"charm\"}]}",
                "{\"rules\":2,\"reelection\":{\"method\":\"lot\"}}"
            })
    void what_is_none_is_refused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocol.md", "governance.md"})
    void the_documents_show_terms_with_all_that_a_round_needs(String page) throws IOException {
        String text = Files.readString(Path.of("../../docs", page));
        Matcher shown =
                Pattern.compile("^\\{\"rules\":2,.*?\\}\\}?$", Pattern.MULTILINE | Pattern.DOTALL)
                        .matcher(text);
        List<Terms> examples = new ArrayList<>();
        while (shown.find()) {
            examples.add(read(shown.group()));
        }
        assertThat(examples).isNotEmpty().allMatch(terms -> terms.governance().lacks().isEmpty());
    }
}
