package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.round.Terms;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;

/** An agent that is killed between a grant and a start, or ready for its gang, loses nothing. */
@ExtendWith(LocalNetwork.Extension.class)
@Tag("slow")
class KilledGrabberTest {

    private static final int KILLS = 5;

    @TempDir Path folder;
    private final LocalNetwork network;
    private final Deque<Closeable> open = new ArrayDeque<>();

    KilledGrabberTest(LocalNetwork network) {
        this.network = network;
    }

    @AfterEach
    void stopAll() throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private Crew crew(Terms terms) throws IOException {
        Crew crew = new Crew(network, folder, terms);
        open.push(crew);
        return crew;
    }

    private AgentProcess start(Path site) throws IOException {
        AgentProcess agent = AgentProcess.start(site);
        open.push(agent::kill);
        return agent;
    }

    @Test
    void an_agent_killed_as_soon_as_it_was_granted_tasks_runs_each_once_all_the_same()
            throws Exception {
        Crew crew = crew(GrabbingAgentsTest.GRAB);
        Path site = crew.siteFile(crew.provider());
        AgentProcess agent = start(site);
        JobRef job = crew.submit("", "sleep 0.2", 8);
        for (int kill = 0; kill < KILLS; kill++) {
            Until.holds(() -> crew.count(job, "RUNNING") > 0 || crew.summary(job).isClosed());
            agent.kill();
            agent = start(site);
        }

        CompletableFuture.runAsync(() -> crew.follow(job)).get(240, TimeUnit.SECONDS);

        assertThat(crew.summary(job).done()).isEqualTo(8);
        assertThat(crew.results(job))
                .as("one that ran twice would have written twice")
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void an_agent_killed_while_it_was_ready_starts_with_its_gang_when_it_is_back()
            throws Exception {
        Crew crew = crew(LocalNetwork.BRISK);
        Path site = crew.siteFile(crew.provider());
        PcmClient other = crew.provider();
        AgentProcess agent = start(site);
        JobRef job = crew.submit("\"gang\":true,", "true", 4);
        Until.holds(() -> crew.count(job, "READY") == 2);
        agent.kill();
        crew.agent(other);
        Until.holds(() -> crew.count(job, "DONE") == 2);

        start(site);

        CompletableFuture.runAsync(() -> crew.follow(job)).get(240, TimeUnit.SECONDS);
        assertThat(crew.results(job)).containsExactly("0", "1", "2", "3");
    }
}
