package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Submission;
import org.pcm.gateway.control.LaneOptions;

/** Two gateways on one cooperation: interchangeable, and their collisions nobody's business. */
@ExtendWith(TestNetwork.Extension.class)
class TwoGatewaysTest {
    private static final int PARTICIPANTS = 4;
    private static final int SUBMISSIONS = 15;

    @Test
    void every_submission_takes_effect_once_and_no_conflict_reaches_a_client(
            TestNetwork network, @TempDir Path one, @TempDir Path two) throws Exception {
        LaneOptions usual = LaneOptions.DEFAULT;
        LaneOptions patient = new LaneOptions(usual.limits(), 1, 60_000, usual.tickJitterMillis());
        try (Gateway first = Gateway.start(network.options(one).withLanes(patient));
                Gateway second = Gateway.start(network.options(two).withLanes(patient))) {
            String cooperation = TestNetwork.name("coop");
            TestParticipant opener = Registered.at(first, "opener");
            opener.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
            List<Callable<List<String>>> senders = new ArrayList<>();
            for (int i = 0; i < PARTICIPANTS; i++) {
                TestParticipant participant = Registered.at(first, "member");
                participant.done(cooperation, new Command.Join(Work.PLEDGE));
                waitFor(second, participant);
                senders.add(() -> send(participant, cooperation, List.of(first, second)));
            }
            List<String> sent = inParallel(senders);
            assertThat(sent).hasSize(PARTICIPANTS * SUBMISSIONS).doesNotHaveDuplicates();
            List<String> outcomes =
                    new LaneLog(opener, cooperation)
                            .dataOf("Outcome", 1 + PARTICIPANTS + sent.size());
            for (String id : sent) {
                assertThat(outcomes)
                        .filteredOn(data -> data.contains(id) && data.contains("\"Applied\""))
                        .as("outcomes of %s", id)
                        .hasSize(1);
            }
        }
    }

    /** A gateway that has not read of a registration yet would not know the key. */
    private static void waitFor(Gateway gateway, TestParticipant participant) throws Exception {
        TestParticipant asker = new TestParticipant("asker", participant.tier, gateway);
        Until.holds(
                "the other gateway has read on",
                () -> asker.get("/v1/participants/" + participant.name).statusCode() == 200);
    }

    private static List<String> inParallel(List<Callable<List<String>>> senders) throws Exception {
        List<String> all = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<String>> future : executor.invokeAll(senders)) {
                all.addAll(future.get());
            }
        }
        return all;
    }

    /** Sends one after the other, by turns to either gateway, half of them without waiting. */
    private static List<String> send(
            TestParticipant participant, String cooperation, List<Gateway> gateways)
            throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < SUBMISSIONS; i++) {
            participant.use(gateways.get(i % 2).url());
            byte[] jws = participant.next(cooperation, new Command.Pledge(Work.PLEDGE));
            HttpResponse<byte[]> answer = participant.post(jws, i % 4 < 2 ? 0 : 30_000);
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            assertThat(answer.statusCode()).as(text).isIn(200, 202);
            assertThat(text).doesNotContain("\"why\"");
            ids.add(Submission.parse(jws).id());
        }
        return ids;
    }
}
