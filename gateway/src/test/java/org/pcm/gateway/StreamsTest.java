package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.gateway.ReceivedEvents.Received;

/** Streams of events: overall and point to point, resumed without loss or repetition (B6). */
@ExtendWith(TestNetwork.Extension.class)
class StreamsTest {
    private static Gateway gateway;
    private static TestParticipant alice;
    private static TestParticipant bob;
    private static TestParticipant carol;
    private static String cooperation;
    private static String path;

    @BeforeAll
    static void work(TestNetwork network, @TempDir Path folder) throws Exception {
        gateway = Gateway.start(network.options(folder));
        alice = Registered.at(gateway, "alice");
        bob = Registered.at(gateway, "bob");
        carol = Registered.at(gateway, "carol");
        cooperation = TestNetwork.name("coop");
        path = "/v1/cooperations/" + cooperation + "/events";
        alice.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
        bob.done(cooperation, new Command.Join(Work.PLEDGE));
        alice.done(cooperation, Work.job(Work.digests(4)));
        bob.seen = Work.ALL_SEEN;
        bob.done(cooperation, new Command.Accept(1, TaskSet.run(0, 3)));
        bob.done(cooperation, new Command.Complete(1, TaskSet.run(0, 3), Work.digests(4)));
        carol.done(cooperation, new Command.Join(Resources.NONE));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static List<Received> all(TestParticipant who, String query) throws Exception {
        try (ReceivedEvents events = new ReceivedEvents(who.events(path + query))) {
            List<Received> received = new ArrayList<>(events.until(StreamsTest::isCarolJoining));
            received.addAll(events.until(StreamsTest::isOutcome)); // hers, the lane's last
            return received;
        }
    }

    private static boolean isCarolJoining(Received received) {
        return received.event().equals("Joined") && received.data().contains(carol.name);
    }

    private static boolean isOutcome(Received received) {
        return received.event().equals("Outcome");
    }

    @Test
    void the_overall_stream_tells_everything_in_order() throws Exception {
        assertThat(all(bob, ""))
                .extracting(Received::event)
                .containsSubsequence(
                        "Opened",
                        "Joined",
                        "Outcome",
                        "Joined",
                        "Outcome",
                        "JobSubmitted",
                        "Offered",
                        "Outcome",
                        "Accepted",
                        "Outcome",
                        "Completed",
                        "JobClosed",
                        "Outcome",
                        "Joined",
                        "Outcome");
    }

    @Test
    void a_stream_resumes_after_any_cursor_without_loss_or_repetition() throws Exception {
        List<Received> whole = all(bob, "");
        for (int i = 0; !isCarolJoining(whole.get(i)); i++) {
            assertThat(all(bob, "?after=" + whole.get(i).id()))
                    .isEqualTo(whole.subList(i + 1, whole.size()));
        }
    }

    @Test
    void every_item_has_a_cursor_of_its_own() throws Exception {
        assertThat(all(bob, "")).extracting(Received::id).doesNotHaveDuplicates();
    }

    @Test
    void a_members_stream_holds_what_concerns_it_and_nothing_else() throws Exception {
        carol.done(cooperation);
        try (ReceivedEvents events =
                new ReceivedEvents(carol.events(path + "?member=" + carol.name))) {
            List<Received> received = new ArrayList<>(events.until(StreamsTest::isOutcome));
            received.addAll(events.until(StreamsTest::isOutcome));
            assertThat(received)
                    .extracting(Received::event)
                    .containsExactly(
                            "Opened",
                            "RoundStarted",
                            "Joined",
                            "OnProbation",
                            "Outcome",
                            "Outcome");
        }
    }

    @Test
    void a_members_stream_needs_that_members_token() throws Exception {
        assertThat(carol.get(path + "?member=" + bob.name).statusCode()).isEqualTo(403);
    }

    @Test
    void an_owner_sees_what_happens_to_its_job() throws Exception {
        try (ReceivedEvents events =
                new ReceivedEvents(alice.events(path + "?member=" + alice.name))) {
            assertThat(events.until(received -> received.event().equals("JobClosed")))
                    .extracting(Received::event)
                    .contains("JobSubmitted", "Offered", "Accepted", "Completed");
        }
    }

    @Test
    void a_stream_from_now_on_tells_only_what_comes() throws Exception {
        try (ReceivedEvents events = new ReceivedEvents(alice.events(path + "?after=now"))) {
            alice.done(cooperation, new Command.Pledge(Work.PLEDGE));
            assertThat(events.until(received -> true))
                    .extracting(Received::event)
                    .containsExactly("PledgeChanged");
        }
    }

    @Test
    void a_cursor_that_is_none_is_refused() throws Exception {
        assertThat(bob.get(path + "?after=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void a_lane_that_nobody_opened_has_no_stream() throws Exception {
        assertThat(bob.get("/v1/cooperations/nowhere/events").statusCode()).isEqualTo(404);
    }

    @Test
    void the_registry_has_a_stream_too() throws Exception {
        try (ReceivedEvents events =
                new ReceivedEvents(bob.events("/v1/cooperations/registry/events"))) {
            List<Received> read =
                    events.until(received -> received.data().contains("\"" + carol.name + "\""));
            assertThat(read.getLast().event()).isEqualTo("Registered");
        }
    }
}
