package org.pcm.cli.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.LocalGateway;
import org.pcm.cli.Pcm;
import org.pcm.cli.process.PcmProcess;
import org.pcm.participant.json.Json;

/** {@code pcm job submit --then} and {@code --from}, killed between the jobs and said again. */
@Tag("slow")
class JobSequenceTest {
    private static final long BOUND_NANOS = Duration.ofMinutes(2).toNanos();

    @TempDir static Path folder;

    private static LocalGateway gateway;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        gateway = LocalGateway.start(folder);
        for (String name : List.of("olga", "paul")) {
            Pcm.run("identity", "new", folder.resolve(name + ".key")).with(0);
            as(name, "register", name, "--tier", "HPC").with(0);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
    }

    private static String[] words(String name, Object... words) {
        Object[] who = {"--identity", folder.resolve(name + ".key"), "--gateway", gateway.url()};
        return Stream.concat(Stream.of(words), Stream.of(who))
                .map(String::valueOf)
                .toArray(String[]::new);
    }

    private static Pcm.Ran as(String name, Object... words) {
        return Pcm.run((Object[]) words(name, words));
    }

    private static Path file(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json.replace('\'', '"'));
    }

    private static Path job(String cooperation, String name, String command) throws IOException {
        return file(
                cooperation + "-" + name + ".json",
                """
                {'name':'%s','cooperation':'%s','foreach':{'items':['x','y','z']},
                 'defaults':{'command':['sh','-c','%s'],'outputs':['{}.out'],'milliCpu':100,'memoryMib':32}}
                """
                        .formatted(name, cooperation, command));
    }

    private static Path reduce(String cooperation, String pattern) throws IOException {
        return file(
                cooperation + "-reduce.json",
                """
                {'name':'reduce','cooperation':'%s',
                 'tasks':[{'command':['sh','-c','cat in/*/*.out > all'],'inputs':[{'outputs':'%s','path':'in'}],
                           'outputs':['all'],'milliCpu':100,'memoryMib':32}]}
                """
                        .formatted(cooperation, pattern));
    }

    private static void open(String cooperation) throws IOException {
        Path terms = file("terms.json", "{'attemptsMax':1}");
        as("olga", "cooperation", "open", cooperation, "--terms", terms).with(0);
    }

    private static PcmProcess agent(String cooperation) throws IOException {
        Path site =
                file(
                        cooperation + "-site.json",
                        """
                        {'name':'paul','identity':'paul.key','work':'%s.work','genesis':'%s','allowUnsandboxed':true,
                         'gateways':['%s'],
                         'cooperations':[{'name':'%s','pledge':{'milliCpu':1000,'memoryMib':256}}]}
                        """
                                .formatted(
                                        cooperation,
                                        gateway.genesis(),
                                        gateway.url(),
                                        cooperation));
        return PcmProcess.start(
                "paul", folder.resolve("paul.log"), "agent", "start", site.toString());
    }

    /** A pcm process of its own, so that it can be killed. */
    private static Process process(String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.pcm.cli.Main"));
        command.addAll(List.of(words));
        Path log = folder.resolve("killed.log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static int jobs(String cooperation) {
        return Pcm.run("job", "list", cooperation, "--json", "--gateway", gateway.url())
                .with(0)
                .json()
                .size();
    }

    private static void killOnce(String cooperation, int jobs, Process process) throws Exception {
        long end = System.nanoTime() + BOUND_NANOS;
        while (jobs(cooperation) < jobs) {
            if (System.nanoTime() > end || !process.isAlive()) {
                fail(Files.readString(folder.resolve("killed.log")));
            }
            LockSupport.parkNanos(20_000_000);
        }
        process.destroyForcibly().waitFor();
    }

    @Test
    void killed_after_each_job_and_said_again_it_submits_each_once() throws Exception {
        open("mr");
        Path map = job("mr", "map", "echo {} > {}.out");
        Object[] both = {"job", "submit", map, "--then", reduce("mr", "?.out"), "--follow"};
        killOnce("mr", 1, process(words("olga", both)));
        try (PcmProcess agent = agent("mr")) {
            agent.awaitReady();
            killOnce("mr", 2, process(words("olga", both)));

            Pcm.Ran ran = as("olga", both).with(0);

            assertThat(ran.out())
                    .contains(
                            "job mr/1 with 3 tasks, submitted before",
                            "job mr/2 with 1 tasks, submitted before",
                            "mr/2 is DONE");
            assertThat(jobs("mr")).isEqualTo(2);
            as("olga", "job", "fetch", "mr/2", folder.resolve("results")).with(0);
            assertThat(folder.resolve("results/0/all")).hasContent("x\ny\nz\n");
            Object[] from = {"job", "submit", reduce("mr", "?.out"), "--from", "mr/1", "--json"};
            String last = as("olga", from).with(0).out().lines().toList().getLast();
            assertThat(Json.parse(last).path("job").textValue()).isEqualTo("mr/2");
            assertThat(Json.parse(last).path("found").booleanValue()).isTrue();
            assertThat(
                            as("olga", "job", "submit", reduce("mr", "x.out"), "--from", "mr/1")
                                    .with(0)
                                    .out())
                    .contains("job mr/3 with 1 tasks\n");
            Object[] again = {"job", "submit", map, "--then", reduce("mr", "?.out"), "--again"};
            assertThat(as("olga", again).with(0).out())
                    .contains("job mr/4 with 3 tasks\n", "job mr/5 with 1 tasks\n");
        }
    }

    @Test
    void after_a_job_that_failed_the_next_is_not_submitted() throws Exception {
        open("sad");
        Object[] both = {
            "job", "submit", job("sad", "map", "exit 3"), "--then", reduce("sad", "*.out")
        };
        try (PcmProcess agent = agent("sad")) {
            agent.awaitReady();
            assertThat(as("olga", both).with(1).err())
                    .contains("NotDone: job sad/1 was not done", "is not submitted", "--again");
            assertThat(as("olga", both).with(1).err()).contains("job sad/1 was not done");
            assertThat(jobs("sad")).isEqualTo(1);
        }
    }

    @Test
    void mistakes_are_told_before_anything_is_submitted() throws IOException {
        open("bad");
        Path map = job("bad", "map", "true");
        Path reduce = reduce("bad", "*.uot");
        assertThat(as("olga", "job", "submit", map, "--then", reduce).with(2).err())
                .contains("tasks[0].inputs[0].outputs: matches no output", "*.uot", "0/x.out");
        assertThat(as("olga", "job", "submit", reduce).with(2).err()).contains("--from JOB");
        assertThat(as("olga", "job", "submit", reduce, "--from", "bad/9").with(1).err())
                .contains("NoSuchJob");
        assertThat(as("olga", "job", "submit", reduce, "--from", "bad").with(2).err())
                .contains("cooperation/number");
        assertThat(as("olga", "job", "submit", map, "--again").with(2).err()).contains("--then");
        assertThat(as("olga", "job", "submit", map, "--then", map, "--terms", map).with(2).err())
                .contains("--terms");
        assertThat(as("olga", "job", "submit", map, "--then", "none.json").with(2).err())
                .contains("none.json");
        assertThat(jobs("bad")).isZero();
    }
}
