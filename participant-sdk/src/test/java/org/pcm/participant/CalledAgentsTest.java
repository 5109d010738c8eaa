package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static Set<String> answers(Agent agent, String... cooperations) {
        return agent.status().calls().stream()
                .filter(call -> List.of(cooperations).contains(call.cooperation()))
                .map(HeardCall::answer)
                .collect(Collectors.toSet());
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
    void work_on_in_one_engagement_when_the_site_file_names_the_cooperation_later()
            throws IOException {
        try (Agent agent = Agent.start(site(List.of(), joins("{}")))) {
            Until.holds(() -> said(agent).equals("join"));
        }
        List<Site.Engaged> named = List.of(new Site.Engaged(cooperation, Crew.TWO));
        try (Agent agent = Agent.start(site(named))) {
            assertThat(agent.engagements()).isEqualTo(1);
        }
    }

    @Test
    void engage_where_a_join_came_through_though_it_looked_as_if_not() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        edge.join(cooperation, Crew.TWO);
        try (WorkFolder held = WorkFolder.hold(work);
                Memory memory = new Memory(held.database())) {
            CallMemory before = new CallMemory(memory, edge.directory(), name());
            before.joins(new Site.Engaged(cooperation, Crew.TWO));
            assertThat(before.stands("not-there-yet")).isFalse();
            before.joins(new Site.Engaged("not-there-yet", Crew.TWO));
            assertThat(before.standing()).hasSize(1);
            assertThat(before.hasJoined("not-there-yet")).as("a gateway may lag").isTrue();
        }
        try (Agent agent = Agent.start(site(List.of(), joins("{}")))) {
            Until.holds(() -> said(agent).equals("join"));
            assertThat(agent.engagements()).isEqualTo(1);
        }
    }

    @Test
    void join_no_more_than_their_owner_allows_and_ask_again_when_its_rules_change()
            throws IOException {
        String other = LocalNetwork.name("called");
        operator.open(other, MILD, Resources.NONE);
        CallRule all =
                new CallRule(
                        List.of(cooperation, other),
                        List.of(),
                        List.of(),
                        Json.object(),
                        CallRule.Answer.join,
                        Crew.TWO);
        try (Agent agent = Agent.start(site(List.of()).withCalls(List.of(all), 1))) {
            Until.holds(() ->
                    answers(agent, cooperation, other).equals(Set.of("join", "join: CallsMax")));
            assertThat(agent.engagements()).isEqualTo(1);
        }
        try (Agent agent = Agent.start(site(List.of()).withCalls(List.of(all), 2))) {
            Until.holds(() -> answers(agent, cooperation, other).equals(Set.of("join")));
        }
    }

    @Test
    void what_was_declined_is_asked_again_only_by_other_rules() throws IOException {
        CallRule declines =
                new CallRule(
                        List.of(cooperation),
                        List.of(),
                        List.of(),
                        Json.object(),
                        CallRule.Answer.decline,
                        Resources.NONE);
        try (Agent agent = Agent.start(site(List.of(), declines))) {
            Until.holds(() -> said(agent).equals("decline"));
            assertThat(state()).contains("LEFT");
        }
        try (Agent agent = Agent.start(site(List.of(), joins("{}")))) {
            Until.holds(() -> said(agent).equals("join"));
            assertThat(state()).contains("ACTIVE");
        }
    }

    @Test
    void do_not_join_where_what_they_judged_is_gone() {
        Site site = site(List.of(new Site.Engaged(cooperation, Crew.TWO, 9)));
        assertThatThrownBy(() -> Agent.start(site).close())
                .isInstanceOfSatisfying(
                        PcmException.Refused.class,
                        e -> assertThat(e.code()).isEqualTo("NoSuchProposal"));
        assertThat(state()).isEmpty();
    }
}
