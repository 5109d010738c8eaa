package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;

/** What tasks will take is learned from what the ledger says that earlier ones took (A5). */
@ExtendWith(TestNetwork.Extension.class)
class EstimatesTest {
    private static final Pattern CLOCK = Pattern.compile("\"clock\":(\\d+)");

    private final TestNetwork network;
    private final String cooperation = TestNetwork.name("learning");

    EstimatesTest(TestNetwork network) {
        this.network = network;
    }

    @Test
    void the_median_of_an_owners_runs_is_proposed_live_and_after_a_restart(@TempDir Path folder)
            throws Exception {
        TestParticipant alice;
        String expected;
        try (Gateway gateway = Gateway.start(network.options(folder))) {
            alice = Registered.at(gateway, "alice");
            TestParticipant bob = Registered.at(gateway, "bob");
            bob.seen = Work.ALL_SEEN;
            alice.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
            bob.done(cooperation, new Command.Join(Work.PLEDGE));
            assertThat(ask(alice, alice.name, "job")).as("no history").isEqualTo("[]");
            alice.done(cooperation, Work.job(Work.digests(4)));
            bob.done(cooperation, new Command.Accept(1, TaskSet.run(0, 3)));
            for (int task = 0; task < 2; task++) {
                completes(bob, task);
            }
            assertThat(ask(alice, alice.name, "job")).as("too little").isEqualTo("[]");
            completes(bob, 2);

            List<Long> ends = clocks(alice, "Completed", 3);
            long begin = clocks(alice, "Accepted", 1).getFirst();
            expected =
                    "[{\"milliCpu\":1000,\"memoryMib\":64,\"gpus\":0,\"estimateMillis\":%d,\"runs\":3,\"shortestMillis\":%d,\"longestMillis\":%d}]"
                            .formatted(
                                    Math.max(1, ends.get(1) - begin),
                                    ends.get(0) - begin,
                                    ends.get(2) - begin);
            assertThat(ask(alice, alice.name, "job")).isEqualTo(expected);
            assertThat(ask(alice, bob.name, "job")).as("of somebody else").isEqualTo("[]");
            assertThat(ask(alice, alice.name, "other")).as("of other work").isEqualTo("[]");
        }
        try (Gateway again = Gateway.start(network.options(folder))) {
            alice.use(again.url());
            assertThat(ask(alice, alice.name, "job")).isEqualTo(expected);
            assertThat(alice.get("/v1/cooperations/nowhere/estimates?owner=a&job=b").statusCode())
                    .isEqualTo(404);
            assertThat(alice.get("/v1/cooperations/" + cooperation + "/estimates?job=b"))
                    .satisfies(
                            answer -> assertThat(answer.statusCode()).isEqualTo(400),
                            answer ->
                                    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                                            .contains("owner="));
        }
    }

    private void completes(TestParticipant bob, int task) throws Exception {
        bob.done(cooperation, new Command.Complete(1, TaskSet.run(task, task), Work.digests(1)));
    }

    private List<Long> clocks(TestParticipant asker, String event, int count) throws Exception {
        return new LaneLog(asker, cooperation)
                .dataOf(event, count).stream()
                        .map(CLOCK::matcher)
                        .filter(Matcher::find)
                        .map(found -> Long.valueOf(found.group(1)))
                        .toList();
    }

    private String ask(TestParticipant asker, String owner, String job) throws Exception {
        String query = "/estimates?owner=" + owner + "&job=" + job;
        return new String(
                asker.get("/v1/cooperations/" + cooperation + query).body(),
                StandardCharsets.UTF_8);
    }
}
