package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.Place;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;

/** What a job's owner wishes and what a member says of itself, seen through a gateway. */
@ExtendWith(TestNetwork.Extension.class)
class WishesTest {
    private static final Kind FOR_GPUS =
            new Kind(
                    Work.KIND.needs(),
                    Work.KIND.estimateMillis(),
                    Work.KIND.limitMillis(),
                    new Place(List.of(), List.of("gpu"), List.of()));

    @Test
    void a_gang_and_a_newcomer_are_shown_live_and_after_a_restart(
            TestNetwork network, @TempDir Path folder) throws Exception {
        String cooperation = TestNetwork.name("wishes");
        String path = "/v1/cooperations/" + cooperation;
        TestParticipant carol;
        try (Gateway gateway = Gateway.start(network.options(folder))) {
            TestParticipant alice = Registered.at(gateway, "alice");
            TestParticipant bob = Registered.at(gateway, "bob");
            carol = Registered.at(gateway, "carol");
            bob.seen = Work.ALL_SEEN;
            carol.seen = Work.ALL_SEEN;
            alice.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
            bob.done(cooperation, new Command.Join(Work.PLEDGE));
            alice.done(cooperation, Work.job(Work.digests(1)));
            carol.done(cooperation, new Command.Join(Work.PLEDGE));
            carol.done(cooperation, new Command.Pledge(Work.PLEDGE, List.of("gpu")));
            assertThat(text(carol, path + "/members/" + carol.name))
                    .contains("\"labels\":[\"gpu\"],\"probation\":600000000,\"coolUntil\":0");
            alice.done(cooperation, gang());
            assertThat(text(carol, path + "/jobs/2"))
                    .contains("\"pending\":2", "\"priority\":3,\"gang\":true,\"after\":[1]");

            bob.done(cooperation, new Command.Accept(1, TaskSet.run(0, 0)));
            bob.done(cooperation, new Command.Complete(1, TaskSet.run(0, 0), Work.digests(1)));
            carol.done(cooperation, new Command.Accept(2, TaskSet.run(0, 0)));
            assertThat(text(carol, path + "/jobs/2"))
                    .contains("\"offered\":1,\"ready\":1,\"running\":0");
            carol.done(cooperation, new Command.Accept(2, TaskSet.run(1, 1)));
            assertThat(text(carol, path + "/jobs/2")).contains("\"ready\":0,\"running\":2");
            carol.done(cooperation, new Command.Complete(2, TaskSet.run(0, 1), Work.digests(2)));
            theWorkIsCounted(carol, path);
        }
        try (Gateway again = Gateway.start(network.options(folder))) {
            carol.use(again.url());
            theWorkIsCounted(carol, path);
        }
    }

    private static Command gang() {
        Traits traits = new Traits(3, true, List.of(1L));
        return new Command.Submit(
                "gang", List.of(FOR_GPUS), Work.digests(2), List.of(), false, traits);
    }

    private static void theWorkIsCounted(TestParticipant carol, String path) throws Exception {
        assertThat(text(carol, path + "/members/" + carol.name))
                .contains("\"labels\":[\"gpu\"],\"probation\":598000000");
        assertThat(text(carol, path + "/jobs/2")).contains("\"done\":2", "\"gang\":true");
    }

    private static String text(TestParticipant who, String path) throws Exception {
        return new String(who.get(path).body(), StandardCharsets.UTF_8);
    }
}
