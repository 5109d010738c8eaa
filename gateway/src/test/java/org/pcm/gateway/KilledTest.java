package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Submission;

/**
 * A gateway that is killed keeps its word: what it said 202 to takes effect, and once. What it did
 * not answer its sender sends again, and that takes effect once too.
 */
@ExtendWith(TestNetwork.Extension.class)
class KilledTest {
    private static final int SUBMISSIONS = 25;

    @TempDir Path folder;

    private String cooperation = "";

    @Test
    void every_submission_takes_effect_once(TestNetwork network) throws Exception {
        survives(network, 1, 1);
    }

    @Test
    @Tag("slow")
    void every_submission_takes_effect_once_wherever_it_is_killed(TestNetwork network)
            throws Exception {
        survives(network, 12, 20_261_122);
    }

    private void survives(TestNetwork network, int kills, long seed) throws Exception {
        cooperation = TestNetwork.name("coop");
        TestParticipant alice = open(network);
        Random random = new Random(seed);
        Deque<byte[]> open = new ArrayDeque<>(submissions(alice, kills));
        List<String> ids = open.stream().map(jws -> Submission.parse(jws).id()).toList();
        for (int kill = 0; kill < kills; kill++) {
            try (GatewayProcess process = new GatewayProcess(folder, network, 0)) {
                alice.use(process.url());
                Registered.await(URI.create(process.url()));
                sendUntilKilled(
                        alice, process, open, random.nextInt(1, SUBMISSIONS), random.nextInt(40));
            }
        }
        try (Gateway gateway = Gateway.start(network.options(folder))) {
            alice.use(gateway.url());
            Registered.await(URI.create(gateway.url()));
            for (byte[] jws : open) {
                assertThat(alice.post(jws, 0).statusCode()).isIn(200, 202);
            }
            tookEffectOnce(alice, ids, seed);
        }
    }

    private TestParticipant open(TestNetwork network) throws Exception {
        try (Gateway gateway = Gateway.start(network.options(folder))) {
            TestParticipant alice = Registered.at(gateway, "alice");
            alice.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
            return alice;
        }
    }

    private List<byte[]> submissions(TestParticipant alice, int kills) {
        return Stream.generate(() -> alice.next(cooperation, new Command.Pledge(Work.PLEDGE)))
                .limit((long) kills * SUBMISSIONS)
                .toList();
    }

    /** Sends until the gateway dies, some milliseconds after it took so many. */
    private void sendUntilKilled(
            TestParticipant alice,
            GatewayProcess process,
            Deque<byte[]> open,
            int before,
            int millis)
            throws Exception {
        for (int sent = 1; !open.isEmpty(); sent++) {
            try {
                assertThat(alice.post(open.getFirst(), 0).statusCode()).isIn(200, 202);
                open.removeFirst();
            } catch (IOException e) {
                return; // killed: nobody knows whether it took this one
            }
            if (sent == before) {
                process.killAfter(millis);
            }
        }
    }

    private void tookEffectOnce(TestParticipant alice, List<String> ids, long seed)
            throws Exception {
        List<String> outcomes = new LaneLog(alice, cooperation).dataOf("Outcome", 1 + ids.size());
        for (String id : ids) {
            assertThat(outcomes)
                    .filteredOn(data -> data.contains(id) && data.contains("\"Applied\""))
                    .as("outcomes of %s, seed %d", id, seed)
                    .hasSize(1);
        }
    }
}
