package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Call;
import org.pcm.cooperation.round.Governance;
import org.pcm.cooperation.round.Terms;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.control.CallRule;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.json.Json;

/** Agents that are called agree to the terms they have judged, and to no others (P2, A1). */
@ExtendWith(LocalNetwork.Extension.class)
class CalledAgentsTest {

    private static final Terms MILD =
            LocalNetwork.BRISK.withGovernance(Governance.DEFAULT.withCall(new Call(3_600_000, 1)));
    private static final Terms HARSH = MILD.withOffersMax(7);

    @TempDir Path folder;
    private final LocalNetwork network;
    private final String cooperation = LocalNetwork.name("called");
    private PcmClient operator;
    private PcmClient friend;
    private PcmClient edge;

    CalledAgentsTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void open() throws IOException {
        operator = network.participant(folder, "operator", Tier.OPERATOR);
        friend = network.participant(folder, "friend", Tier.EDGE);
        edge = network.participant(folder, "edge", Tier.EDGE);
        operator.open(cooperation, MILD, Resources.NONE);
        friend.assembly(cooperation).counter(Crew.TWO, HARSH);
    }

    @AfterEach
    void close() {
        operator.close();
        friend.close();
        edge.close();
    }

    private String name() {
        return edge.identity().name().orElseThrow();
    }

    private Optional<String> state() {
        return operator.directory().member(cooperation, name()).map(member -> member.state());
    }

    private Site site(List<Site.Engaged> engaged, CallRule... rules) {
        return new Site(
                        name(),
                        edge.identity().file(),
                        network.gateways(),
                        Optional.empty(),
                        engaged,
                        List.of(),
                        folder.resolve("work"),
                        64,
                        true)
                .withCalls(List.of(rules));
    }

    private CallRule joins(String terms) {
        return new CallRule(
                List.of(cooperation),
                List.of(),
                List.of(),
                Json.parse(terms),
                CallRule.Answer.join,
                Crew.TWO);
    }

    private String said(Agent agent) {
        return agent.status().calls().stream()
                .filter(call -> call.cooperation().equals(cooperation))
                .map(HeardCall::answer)
                .findFirst()
                .orElse("");
    }

    @Test
    void judge_the_terms_that_stand_and_not_those_it_opened_with() throws IOException {
        operator.assembly(cooperation).agree(2);
        CallRule mild = joins("{\"offersMax\":{\"atLeast\":16}}");
        try (Agent agent = Agent.start(site(List.of(), mild))) {
            Until.holds(() -> !said(agent).isEmpty());
            assertThat(said(agent)).isEqualTo("tell");
            assertThat(state()).isEmpty();
            operator.assembly(cooperation).agree(1);
            Until.holds(() -> said(agent).equals("join"));
            assertThat(state()).contains("ACTIVE");
        }
    }

    @Test
    void are_no_part_of_a_round_under_terms_that_came_after_they_judged() throws IOException {
        operator.assembly(cooperation).agree(2);
        try (Agent agent = Agent.start(site(List.of(new Site.Engaged(cooperation, Crew.TWO, 1))))) {
            assertThat(agent.status().mode()).isEqualTo(Mode.ACTIVE);
            assertThat(state()).contains("ACTIVE");
            operator.assembly(cooperation).start();
            assertThat(state()).contains("LEFT");
        }
    }

    @Test
    void leave_at_once_where_what_they_judged_is_gone() {
        Site site = site(List.of(new Site.Engaged(cooperation, Crew.TWO, 9)));
        assertThatThrownBy(() -> Agent.start(site).close())
                .isInstanceOfSatisfying(
                        PcmException.Refused.class,
                        e -> assertThat(e.code()).isEqualTo("TermsChanged"));
        assertThat(state()).contains("LEFT");
    }
}
