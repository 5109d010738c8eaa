package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.round.DispatchTerms;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Hash;
import org.pcm.gateway.ReceivedEvents.Received;

/** Where members grab (P8), all hear of what waits, and may read what it is. */
@ExtendWith(TestNetwork.Extension.class)
class BoardTest {
    private static final Terms GRAB =
            Terms.DEFAULT.withDispatch(DispatchTerms.DEFAULT.withMode(DispatchMode.GRAB));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestNetwork network;
    @TempDir Path folder;
    private Gateway gateway;
    private TestParticipant alice;
    private TestParticipant bob;
    private TestParticipant carol;
    private String cooperation;

    BoardTest(TestNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void open() throws Exception {
        gateway = Gateway.start(network.options(folder));
        alice = Registered.at(gateway, "alice");
        bob = Registered.at(gateway, "bob");
        carol = Registered.at(gateway, "carol");
        open(GRAB);
    }

    private void open(Terms terms) throws Exception {
        cooperation = TestNetwork.name("coop");
        alice.done(cooperation, new Command.Open(terms, Resources.NONE));
        bob.done(cooperation, new Command.Join(Work.PLEDGE));
        carol.done(cooperation, new Command.Join(Work.PLEDGE));
        bob.seen = Work.ALL_SEEN;
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private JsonNode page(TestParticipant who, String query) throws Exception {
        HttpResponse<byte[]> answer =
                who.get("/v1/cooperations/" + cooperation + "/waiting" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Tasks on all pages, in the order in which they are shown. */
    private List<Integer> shown(TestParticipant who) throws Exception {
        List<Integer> tasks = new ArrayList<>();
        String query = "";
        do {
            JsonNode page = page(who, query);
            page.path("jobs")
                    .forEach(job ->
                            job.path("tasks").forEach(t -> tasks.add(t.path("task").asInt())));
            query =
                    page.path("next").asText().isEmpty()
                            ? ""
                            : "?from=" + page.path("next").asText();
        } while (!query.isEmpty());
        return tasks;
    }

    @Test
    void a_member_is_shown_what_waits_and_each_begins_elsewhere() throws Exception {
        alice.done(cooperation, Work.job(Work.digests(3)));

        JsonNode page = page(bob, "");
        assertThat(page.path("mode").asText()).isEqualTo("GRAB");
        assertThat(page.path("pledge").path("milliCpu").asLong()).isEqualTo(8_000);
        JsonNode job = page.path("jobs").path(0);
        assertThat(job.path("owner").asText()).isEqualTo(alice.name);
        assertThat(job.path("kinds").path(0).path("milliCpu").asLong()).isEqualTo(1_000);
        assertThat(job.path("tasks").path(0).path("spec").asText())
                .isEqualTo(HexFormat.of().formatHex(Work.digests(3).at(1)));
        assertThat(shown(bob)).containsExactly(1, 2, 0);
        assertThat(shown(carol)).containsExactly(2, 0, 1);

        bob.done(cooperation, new Command.Grab(1, TaskSet.run(1, 1)));
        assertThat(shown(carol)).containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void pages_tell_every_waiting_task_once() throws Exception {
        alice.done(cooperation, Work.job(Work.digests(300)));
        alice.done(cooperation, Work.job(Work.digests(2)));
        assertThat(page(bob, "").path("jobs").path(0).path("tasks")).hasSize(128);
        List<Integer> all = shown(bob);
        assertThat(all).hasSize(302);
        assertThat(all.subList(0, 300)).doesNotHaveDuplicates();
    }

    @Test
    void a_member_is_not_shown_what_it_could_not_have() throws Exception {
        alice.done(cooperation, Work.job(Work.digests(2)));
        alice.done(
                cooperation,
                new Command.Submit(
                        "gang",
                        List.of(Work.KIND),
                        Work.digests(20),
                        List.of(),
                        false,
                        new Traits(0, true, List.of())));
        alice.done(
                cooperation,
                new Command.Submit(
                        "later",
                        List.of(Work.KIND),
                        Work.digests(5),
                        List.of(),
                        false,
                        new Traits(0, false, List.of(1L))));
        assertThat(shown(bob)).hasSize(2);
        carol.done(cooperation, new Command.Pledge(new Resources(500, 500, 0)));
        assertThat(shown(carol)).isEmpty();
    }

    @Test
    void of_jobs_that_are_over_nothing_is_shown() throws Exception {
        alice.done(cooperation, Work.job(Work.digests(2)));
        alice.done(cooperation, Work.job(Work.digests(3)));
        alice.done(cooperation, new Command.Cancel(1, null));

        JsonNode jobs = page(bob, "").path("jobs");
        assertThat(jobs).hasSize(1);
        assertThat(jobs.path(0).path("job").asLong()).isEqualTo(2);
        assertThat(page(bob, "?from=1.1").path("jobs").path(0).path("tasks")).hasSize(3);
    }

    @Test
    void where_tasks_are_pushed_nothing_is_shown() throws Exception {
        open(Terms.DEFAULT);
        alice.done(cooperation, Work.job(Work.digests(40)));
        assertThat(page(bob, "").path("mode").asText()).isEqualTo("PUSH");
        assertThat(shown(bob)).isEmpty();
    }

    @Test
    void what_is_asked_for_must_be_a_place_and_one_must_be_a_member() throws Exception {
        String path = "/v1/cooperations/" + cooperation + "/waiting";
        assertThat(bob.get(path + "?from=everywhere").statusCode()).isEqualTo(400);
        TestParticipant stranger = Registered.at(gateway, "stranger");
        assertThat(stranger.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void all_members_hear_of_tasks_that_wait_and_of_those_that_came_back() throws Exception {
        alice.done(cooperation, Work.job(Work.digests(2)));
        bob.done(cooperation, new Command.Grab(1, TaskSet.run(0, 0)));
        bob.done(cooperation, new Command.Fail(1, TaskSet.run(0, 0), "exit", Digests.NONE));
        carol.done(cooperation);
        String own = "/v1/cooperations/" + cooperation + "/events?member=" + carol.name;
        try (ReceivedEvents events = new ReceivedEvents(carol.events(own))) {
            events.until(received -> received.event().equals("Outcome"));
            assertThat(events.until(received -> received.event().equals("Outcome")))
                    .extracting(Received::event)
                    .containsExactly("JobSubmitted", "Failed", "Outcome");
        }
    }

    @Test
    void a_gangs_members_hear_that_it_is_cancelled_or_starts() throws Exception {
        carol.seen = Work.ALL_SEEN;
        gang();
        bob.done(cooperation, new Command.Accept(1, TaskSet.run(0, 15)));
        alice.done(cooperation, new Command.Cancel(1, null));
        gang();
        bob.done(cooperation, new Command.Accept(2, TaskSet.run(0, 15)));
        carol.done(cooperation, new Command.Accept(2, TaskSet.run(0, 15)));
        assertThat(ofGangs(bob)).containsExactly("Readied", "Cancelled", "Readied", "Started");
        assertThat(ofGangs(carol)).containsExactly("Cancelled", "Readied", "Started");
    }

    /** So large that it takes both. */
    private void gang() throws Exception {
        alice.done(
                cooperation,
                new Command.Submit(
                        "gang",
                        List.of(Work.KIND),
                        Work.digests(16),
                        List.of(),
                        false,
                        new Traits(0, true, List.of())));
    }

    private List<String> ofGangs(TestParticipant who) throws Exception {
        String own = "/v1/cooperations/" + cooperation + "/events?member=" + who.name;
        try (ReceivedEvents events = new ReceivedEvents(who.events(own))) {
            return events.until(received -> received.event().equals("Started")).stream()
                    .map(Received::event)
                    .filter(List.of("Readied", "Cancelled", "Started")::contains)
                    .toList();
        }
    }

    @Test
    void who_may_grab_a_task_may_read_what_it_is_but_not_what_it_lists() throws Exception {
        byte[] input = "secret".getBytes(StandardCharsets.UTF_8);
        byte[] document =
                ("{\"inputs\":[{\"path\":\"x\",\"sha256\":\"" + sha256(input) + "\"}]}")
                        .getBytes(StandardCharsets.UTF_8);
        put(input);
        put(document);
        assertThat(status(bob, document)).isEqualTo(404);
        alice.done(cooperation, Work.job(Digests.of(Hash.sha256(document))));
        TestParticipant stranger = Registered.at(gateway, "stranger");

        assertThat(status(bob, document)).isEqualTo(200);
        assertThat(status(bob, input)).isEqualTo(404);
        assertThat(status(stranger, document)).isEqualTo(404);

        bob.done(cooperation, new Command.Grab(1, TaskSet.run(0, 0)));
        assertThat(status(bob, input)).as("its holder needs it").isEqualTo(200);
        assertThat(status(carol, document)).as("it waits no more").isEqualTo(404);
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Hash.sha256(content));
    }

    private void put(byte[] content) throws Exception {
        alice.send("PUT", "/v1/content/" + sha256(content), BodyPublishers.ofByteArray(content));
    }

    private static int status(TestParticipant who, byte[] content) throws Exception {
        return who.get("/v1/content/" + sha256(content)).statusCode();
    }
}
