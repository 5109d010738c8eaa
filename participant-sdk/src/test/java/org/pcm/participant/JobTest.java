package org.pcm.participant;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.JobSummary;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.client.TaskOutcome;
import org.pcm.participant.information.EndReason;
import org.pcm.participant.information.PcmException;

/** From register to results, through devnode, chaincode and gateway. */
@ExtendWith(LocalNetwork.Extension.class)
class JobTest {

    private static final Resources PLEDGE = new Resources(4_000, 2_048, 0);

    @TempDir Path folder;
    private final LocalNetwork network;
    private final String cooperation = LocalNetwork.name("lab");
    private final List<AutoCloseable> open = new ArrayList<>();
    private PcmClient provider;
    private PcmClient submitter;

    JobTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void openCooperation() throws IOException {
        provider = network.participant(folder, "provider", Tier.EDGE);
        open.add(provider);
        provider.open(cooperation, LocalNetwork.BRISK, PLEDGE);
        submitter = network.participant(folder, "submitter", Tier.CONSUMER);
        open.add(submitter);
        submitter.join(cooperation, Resources.NONE);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private Agent startAgent() throws IOException {
        Agent agent =
                Agent.start(network.site(provider, folder.resolve("work"), cooperation, PLEDGE));
        open.add(agent);
        return agent;
    }

    private JobFile job(String json) throws IOException {
        String text = json.replace('\'', '"').replace("COOPERATION", cooperation);
        return JobFile.read(Files.writeString(folder.resolve("job.json"), text));
    }

    @Test
    void a_job_runs_and_its_results_come_back_byte_for_byte() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "one two three");
        Files.writeString(folder.resolve("b.txt"), "four five");
        startAgent();

        JobRef job =
                submitter.submit(
                        job(
                                """
                                {'name':'count','cooperation':'COOPERATION','foreach':{'files':['*.txt']},
                                 'defaults':{'command':['sh','-c','wc -w < {} > {}.count; echo counted {}'],
                                             'outputs':['{}.count'],'memoryMib':32,'estimateMillis':100}}
                                """));
        List<Event> events = new ArrayList<>();
        JobSummary end = submitter.follow(job, events::add);
        List<TaskOutcome> outcomes = submitter.fetch(job, folder.resolve("results"));

        assertThat(end.state()).isEqualTo("DONE");
        assertThat(end.done()).isEqualTo(2);
        assertThat(outcomes)
                .extracting(TaskOutcome::stdout)
                .containsExactly("counted a.txt\n", "counted b.txt\n");
        assertThat(folder.resolve("results/0/a.txt.count")).hasContent("3");
        assertThat(folder.resolve("results/1/b.txt.count")).hasContent("2");
        assertThat(folder.resolve("results/1.stdout")).hasContent("counted b.txt");
    }

    @Test
    void a_task_that_no_agent_would_read_is_refused_before_it_is_submitted() throws IOException {
        String word = "x".repeat(1_000);
        String words =
                IntStream.range(0, 1_100).mapToObj(i -> ",'" + word + "'").collect(joining());
        JobFile large =
                job(
                        "{'name':'large','cooperation':'COOPERATION','tasks':[{'command':['true'"
                                + words
                                + "]}]}");

        assertThatThrownBy(() -> submitter.submit(large))
                .isInstanceOfSatisfying(
                        PcmException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("TaskTooLarge"));
        assertThat(submitter.directory().jobs(cooperation)).isEmpty();
    }

    @Test
    void a_failed_tasks_exit_code_and_stderr_are_in_reach() throws IOException {
        startAgent();

        JobRef job =
                submitter.submit(
                        job(
                                """
                                {'name':'fails','cooperation':'COOPERATION',
                                 'tasks':[{'command':['sh','-c','echo alas >&2; exit 3'],'estimateMillis':100}]}
                                """));
        JobSummary end = submitter.follow(job, event -> {});

        TaskOutcome outcome = submitter.outcome(job, 0);
        assertThat(end.state()).isEqualTo("FAILED");
        assertThat(outcome.stderr()).isEqualTo("alas\n");
        assertThat(outcome.document().orElseThrow().exitCode()).isEqualTo(3);
        assertThat(outcome.document().orElseThrow().reason()).isEqualTo(EndReason.EXIT);
        assertThat(outcome.task().attempts()).isEqualTo(LocalNetwork.BRISK.attemptsMax());
    }

    @Test
    void a_cancelled_job_ends_though_its_task_would_run_for_long() throws Exception {
        startAgent();
        Path started = folder.resolve("work/attempts");
        JobRef job =
                submitter.submit(
                        job(
                                """
                                {'name':'long','cooperation':'COOPERATION',
                                 'tasks':[{'command':['sleep','600'],'estimateMillis':100}]}
                                """));
        Until.holds(() ->
                Files.exists(started)
                        && submitter.directory().job(job).orElseThrow().running() == 1);

        submitter.cancel(job);

        assertThat(submitter.follow(job, event -> {}).state()).isEqualTo("CANCELLED");
    }

    @Test
    void refusals_are_typed_and_tell_the_way_out() {
        assertThatThrownBy(() ->
                        submitter.open(
                                LocalNetwork.name("mine"), LocalNetwork.BRISK, Resources.NONE))
                .isInstanceOfSatisfying(
                        PcmException.Refused.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("TierCannot");
                            assertThat(e.wayOut()).contains("tier");
                        });
        assertThatThrownBy(() -> provider.join(cooperation, PLEDGE))
                .isInstanceOfSatisfying(
                        PcmException.Refused.class,
                        e -> assertThat(e.code()).isEqualTo("AlreadyMember"));
    }

    @Test
    void registering_again_is_harmless() {
        String name = submitter.identity().name().orElseThrow();

        submitter.register(name, Tier.CONSUMER, List.of());

        assertThat(submitter.directory().participant(name).orElseThrow().kids())
                .containsExactly(submitter.identity().kid());
    }

    @Test
    void with_one_gateway_down_the_other_is_used() throws Exception {
        network.withoutFirstGateway(
                () -> provider.pledge(cooperation, new Resources(1_000, 100, 0)));

        String name = provider.identity().name().orElseThrow();
        Until.holds(() ->
                provider.directory().member(cooperation, name).orElseThrow().pledge().milliCpu()
                        == 1_000);
    }
}
