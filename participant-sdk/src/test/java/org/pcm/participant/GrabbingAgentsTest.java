package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.event.Planned;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.cooperation.round.DispatchTerms;
import org.pcm.cooperation.round.Terms;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;

/** Agents that grab (P8): in a cooperation that offers nothing, what waits is run all the same. */
@ExtendWith(LocalNetwork.Extension.class)
class GrabbingAgentsTest {

    static final Terms GRAB =
            LocalNetwork.BRISK.withDispatch(DispatchTerms.DEFAULT.withMode(DispatchMode.GRAB));

    @TempDir Path folder;
    private final LocalNetwork network;
    private Crew crew;

    GrabbingAgentsTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void open() throws IOException {
        crew = new Crew(network, folder, GRAB);
    }

    @AfterEach
    void close() throws IOException {
        crew.close();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    @Test
    void two_agents_grab_a_job_and_never_more_than_they_pledged() throws IOException {
        PcmClient one = crew.provider();
        PcmClient two = crew.provider();
        crew.agent(one);
        crew.agent(two);

        JobRef job = crew.submit("", "sleep 0.2", 12);
        List<Event.OfJob> events = crew.follow(job);

        assertThat(crew.summary(job).done()).isEqualTo(12);
        assertThat(crew.results(job)).isEqualTo(numbers(12));
        assertThat(events).noneMatch(Event.Offered.class::isInstance);
        assertThat(events).noneMatch(Event.Failed.class::isInstance);
        assertThat(most(events))
                .containsOnly(
                        Map.entry(crew.member(one).member(), 2),
                        Map.entry(crew.member(two).member(), 2));
        assertThat(crew.member(one).weight()).isGreaterThanOrEqualTo(1_000);
        assertThat(crew.member(two).weight()).isGreaterThanOrEqualTo(1_000);
    }

    /** Most tasks that each member held at a time. */
    private static Map<Integer, Integer> most(List<Event.OfJob> events) {
        Map<Integer, Integer> held = new HashMap<>();
        Map<Integer, Integer> most = new HashMap<>();
        for (Event.OfJob event : events) {
            if (event instanceof Planned.Grabbed grabbed) {
                held.merge(grabbed.member(), grabbed.tasks().size(), Integer::sum);
            } else if (event instanceof Event.Completed completed) {
                held.merge(completed.member(), -completed.tasks().size(), Integer::sum);
            }
            held.forEach((member, tasks) -> most.merge(member, tasks, Math::max));
        }
        return most;
    }

    @Test
    void an_agent_that_starts_finds_what_was_waiting_before() throws IOException {
        PcmClient provider = crew.provider();
        JobRef job = crew.submit("", "true", 3);
        assertThat(crew.summary(job).pending()).isEqualTo(3);

        crew.agent(provider);
        crew.follow(job);

        assertThat(crew.results(job)).isEqualTo(numbers(3));
    }

    @Test
    void a_task_that_failed_with_one_is_grabbed_by_another_before_anybody_has_it_again()
            throws IOException {
        PcmClient one = crew.provider();
        PcmClient two = crew.provider();
        Agent first = crew.agent(one);
        JobRef job = crew.submit("", "exit 3", 1);
        Until.holds(() -> crew.count(job, "PENDING") == 1 && first.status().closed() == 1);

        crew.agent(two);
        List<Event.OfJob> events = crew.follow(job);

        assertThat(events)
                .filteredOn(Planned.Grabbed.class::isInstance)
                .extracting(event -> ((Planned.Grabbed) event).member())
                .hasSize(3)
                .startsWith(crew.member(one).member(), crew.member(two).member());
        assertThat(crew.summary(job).state()).isEqualTo("FAILED");
        assertThat(crew.submitter.outcome(job, 0).task().attempts()).isEqualTo(GRAB.attemptsMax());
    }

    @Test
    void what_a_sites_rules_are_against_it_leaves_to_others_at_no_cost() throws IOException {
        PcmClient choosy = crew.provider();
        PcmClient other = crew.provider();
        crew.agent(choosy, "{\"refuse\":[{\"commandContains\":\"true\"}]}");
        JobRef unwanted = crew.submit("", "true", 2);
        JobRef wanted = crew.submit("", "sleep 0.1", 2);

        List<Event.OfJob> events = crew.follow(wanted);
        assertThat(crew.summary(unwanted).pending()).isEqualTo(2);
        assertThat(events)
                .filteredOn(Planned.Grabbed.class::isInstance)
                .extracting(event -> ((Planned.Grabbed) event).member())
                .containsOnly(crew.member(choosy).member());
        crew.agent(other);
        crew.follow(unwanted);

        assertThat(crew.results(unwanted)).isEqualTo(numbers(2));
        assertThat(crew.member(choosy).weight()).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void a_paused_agent_grabs_nothing_until_it_goes_on() throws IOException {
        Agent agent = crew.agent(crew.provider());
        agent.pause();
        JobRef waiting = crew.submit("", "true", 1);
        Agent second = crew.agent(crew.provider());
        crew.follow(waiting);
        assertThat(agent.status().closed()).isZero();

        second.pause();
        JobRef job = crew.submit("", "true", 1);
        agent.resume();

        crew.follow(job);
        assertThat(agent.status().closed()).isOne();
    }
}
