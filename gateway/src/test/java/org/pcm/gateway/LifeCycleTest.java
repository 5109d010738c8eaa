package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;

/** The way of a task through a gateway, from registration to its result. */
@ExtendWith(TestNetwork.Extension.class)
class LifeCycleTest {
    @Test
    void a_job_is_submitted_offered_accepted_and_completed(
            TestNetwork network, @TempDir Path folder) throws Exception {
        String cooperation = TestNetwork.name("coop");
        String path = "/v1/cooperations/" + cooperation;
        TestParticipant bob;
        try (Gateway gateway = Gateway.start(network.options(folder))) {
            TestParticipant alice = Registered.at(gateway, "alice");
            bob = Registered.at(gateway, "bob");
            alice.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
            bob.done(cooperation, new Command.Join(Work.PLEDGE));
            alice.done(cooperation, Work.job(Work.digests(4)));
            assertThat(text(bob, path + "/jobs/1")).contains("\"offered\":4");
            assertThat(text(bob, path + "/members/" + bob.name))
                    .contains("\"used\":{\"milliCpu\":4000,\"memoryMib\":256,\"gpus\":0}");
            bob.seen = Work.ALL_SEEN;
            bob.done(cooperation, new Command.Accept(1, TaskSet.run(0, 3)));
            assertThat(text(bob, path + "/jobs/1")).contains("\"running\":4");
            bob.done(cooperation, new Command.Complete(1, TaskSet.run(0, 3), Work.digests(4)));
            everythingIsThere(bob, path);
        }
        try (Gateway again = Gateway.start(network.options(folder))) {
            bob.use(again.url());
            everythingIsThere(bob, path);
        }
    }

    /** Also after a restart, from the stored blocks alone. */
    private static void everythingIsThere(TestParticipant bob, String path) throws Exception {
        assertThat(text(bob, path + "/jobs/1"))
                .contains("\"state\":\"DONE\"", "\"done\":4", "\"offered\":0");
        assertThat(text(bob, path + "/jobs/1/tasks/3"))
                .contains("\"state\":\"DONE\"", "\"attempts\":1", "\"offers\":1")
                .contains("\"spec\":\"" + Work.digests(4).hex(3))
                .contains("\"result\":\"" + Work.digests(4).hex(3));
        assertThat(text(bob, path + "/jobs/1/tasks?from=1&count=2"))
                .contains("\"task\":1,", "\"task\":2,")
                .doesNotContain("\"task\":0,", "\"task\":3,");
        assertThat(text(bob, path + "/members/" + bob.name))
                .contains("\"member\":1", "\"used\":{\"milliCpu\":0")
                .contains("\"sequence\":{\"" + bob.kid() + "\":3}");
        assertThat(text(bob, path)).contains("\"state\":\"OPEN\"", "\"openJobs\":0", "\"terms\":{");
        assertThat(text(bob, "/v1/participants/" + bob.name)).contains(bob.kid(), "\"HPC\"");
        assertThat(text(bob, path + "/jobs")).startsWith("[{\"job\":1,");
    }

    private static String text(TestParticipant who, String path) throws Exception {
        return new String(who.get(path).body(), StandardCharsets.UTF_8);
    }
}
