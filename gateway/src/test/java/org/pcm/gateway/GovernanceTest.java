package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.admission.AdmissionCheck;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Call;
import org.pcm.cooperation.round.Governance;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Govern;

/** A call, a round, the next one, and an election, seen through a gateway (P2, P4, A10, A12). */
@ExtendWith(TestNetwork.Extension.class)
class GovernanceTest {
    @Test
    void rounds_and_elections_are_shown_live_and_after_a_restart(
            TestNetwork network, @TempDir Path folder) throws Exception {
        String cooperation = TestNetwork.name("govern");
        String path = "/v1/cooperations/" + cooperation;
        TestParticipant bob;
        try (Gateway gateway = Gateway.start(network.options(folder))) {
            TestParticipant alice = Registered.at(gateway, "alice");
            bob = Registered.at(gateway, "bob");
            TestParticipant carl = Registered.at(gateway, "carl");
            TestParticipant dora = Registered.at(gateway, "dora");
            Governance calls = Governance.DEFAULT.withCall(new Call(3_600_000, 2));
            Terms called = Terms.DEFAULT.withGovernance(calls);
            alice.done(cooperation, new Command.Open(called, Resources.NONE));
            assertThat(text(bob, path + "/round")).contains("\"state\":\"CALLED\"");
            bob.done(cooperation, new Command.Join(Work.PLEDGE));
            carl.done(cooperation, new Govern.Decline(1));
            assertThat(text(bob, path)).contains(call(1), "\"offersMax\":16");
            bob.done(cooperation, new Govern.Propose(called.withOffersMax(7)));
            assertThat(text(bob, path)).as("until alice agrees").contains(call(1));
            alice.done(cooperation, new Govern.Agree(2));
            assertThat(text(bob, path)).contains(call(2)).contains("\"offersMax\":7");
            alice.done(cooperation, new Govern.Start());
            assertThat(text(bob, path + "/round"))
                    .contains("\"state\":\"RUNNING\"", "\"roster\":\"0-1\"");
            Governance approves =
                    Governance.DEFAULT.withAdmission(new AdmissionCheck.Approval(3_600_000));
            bob.done(cooperation, new Govern.Propose(Terms.DEFAULT.withGovernance(approves)));
            assertThat(text(bob, path + "/round")).contains("\"by\":1,\"agreed\":[1]");
            alice.done(cooperation, new Govern.Agree(3));
            alice.done(cooperation, new Govern.EndRound());
            assertThat(text(bob, path + "/round")).contains("\"round\":2", "\"proposals\":[]");
            dora.done(cooperation, new Command.Join(Work.PLEDGE));
            assertThat(text(bob, path + "/applications")).contains("\"applicant\":3");
            alice.done(cooperation, new Govern.Admit(3, true));
            alice.done(cooperation, new Govern.Resign());
            alice.done(cooperation, new Govern.Vote(1));
            bob.done(cooperation, new Govern.Vote(1));
            everythingIsThere(bob, path);
        }
        try (Gateway again = Gateway.start(network.options(folder))) {
            bob.use(again.url());
            everythingIsThere(bob, path);
        }
    }

    private static void everythingIsThere(TestParticipant bob, String path) throws Exception {
        assertThat(text(bob, path)).contains("\"coordinator\":1", "\"check\":\"approval\"");
        assertThat(text(bob, path + "/round")).contains("\"round\":2", "\"coordinator\":1");
        assertThat(text(bob, path + "/elections"))
                .contains("\"cause\":\"resignation\"", "\"state\":\"DECIDED\"")
                .contains("{\"by\":0,\"candidate\":1},{\"by\":1,\"candidate\":1}");
        assertThat(text(bob, path + "/applications")).isEqualTo("[]");
        assertThat(text(bob, path + "/members"))
                .contains("\"member\":2", "\"LEFT\"", "\"member\":3");
    }

    private static String call(long standing) {
        return "\"tier\":\"HPC\",\"proposal\":" + standing;
    }

    private static String text(TestParticipant who, String path) throws Exception {
        return new String(who.get(path).body(), StandardCharsets.UTF_8);
    }
}
