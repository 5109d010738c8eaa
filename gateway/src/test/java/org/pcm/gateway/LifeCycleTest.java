package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Hash;

/** The way of a task through a gateway: from registration to its result. */
@ExtendWith(TestNetwork.Extension.class)
class LifeCycleTest {
    private static final Resources PLEDGE = new Resources(8_000, 8_192, 0);
    private static final Kind KIND = new Kind(new Resources(1_000, 64, 0), 1_000, 60_000);

    private static Digests digests(int count) {
        byte[] all = new byte[count * Digests.LENGTH];
        for (int i = 0; i < count; i++) {
            byte[] one = Hash.sha256(("task " + i).getBytes(StandardCharsets.UTF_8));
            System.arraycopy(one, 0, all, i * Digests.LENGTH, Digests.LENGTH);
        }
        return Digests.of(all);
    }

    @Test
    void a_job_is_submitted_offered_accepted_and_completed(
            TestNetwork network, @TempDir Path folder) throws Exception {
        try (Gateway gateway = Gateway.start(network.options(folder))) {
            TestParticipant alice = Registered.at(gateway, "alice");
            TestParticipant bob = Registered.at(gateway, "bob");
            String cooperation = TestNetwork.name("coop");
            alice.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
            bob.done(cooperation, new Command.Join(PLEDGE));
            alice.done(
                    cooperation,
                    new Command.Submit("words", List.of(KIND), digests(4), List.of(), false));
            bob.seen = 1_000_000;
            bob.done(cooperation, new Command.Accept(1, TaskSet.run(0, 3)));
            bob.done(cooperation, new Command.Complete(1, TaskSet.run(0, 3), digests(4)));

            String job = text(alice, "/v1/cooperations/" + cooperation + "/jobs/1");
            assertThat(job).contains("\"state\":\"DONE\"", "\"done\":4", "\"name\":\"words\"");
            assertThat(text(alice, "/v1/cooperations/" + cooperation + "/jobs/1/tasks"))
                    .contains(digests(4).hex(3));
        }
    }

    private static String text(TestParticipant who, String path) throws Exception {
        return new String(who.get(path).body(), StandardCharsets.UTF_8);
    }
}
