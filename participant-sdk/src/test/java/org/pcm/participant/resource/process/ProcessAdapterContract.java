package org.pcm.participant.resource.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.participant.information.EndReason;
import org.pcm.participant.resource.Ending;
import org.pcm.participant.resource.Evidence;
import org.pcm.participant.resource.Observation;
import org.pcm.participant.resource.Work;

/** What holds for real processes, however strictly they are kept apart. */
abstract class ProcessAdapterContract {

    @TempDir Path home;
    private ProcessAdapter adapter;

    abstract Sandbox sandbox();

    @BeforeEach
    void makeAdapter() throws IOException {
        adapter = new ProcessAdapter(home, sandbox());
    }

    @Test
    void reports_exit_code_and_both_streams() throws Exception {
        Work work = TaskFixture.shell("echo out; echo \"$GREETING\" >&2; exit 7").in(home, 1);

        Ending ending = ended(adapter.start(work));

        assertThat(ending.exitCode()).isEqualTo(7);
        assertThat(ending.reason()).isEqualTo(EndReason.EXIT);
        assertThat(ending.endedAt()).isGreaterThanOrEqualTo(ending.startedAt());
        Evidence evidence = adapter.collect(work);
        assertThat(evidence.stdout()).hasContent("out");
        assertThat(evidence.stderr()).hasContent("it's me");
    }

    @Test
    void collects_declared_outputs_and_misses_those_not_left() throws Exception {
        Work work =
                TaskFixture.shell("mkdir a; echo 1 > a/one").leaving("a/one", "a/two").in(home, 1);

        ended(adapter.start(work));

        Evidence evidence = adapter.collect(work);
        assertThat(evidence.complete()).isFalse();
        assertThat(evidence.outputs())
                .extracting(output -> output.path().text())
                .containsExactly("a/one");
        assertThat(evidence.outputs().getFirst().file()).hasContent("1");
    }

    @Test
    void never_takes_a_link_for_an_output() throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), "s");
        Work work =
                TaskFixture.shell("ln -s " + secret + " file; ln -s " + home + " dir")
                        .leaving("file", "dir/secret")
                        .in(home, 1);

        ended(adapter.start(work));

        assertThat(adapter.collect(work).outputs()).isEmpty();
    }

    @Test
    void ends_what_runs_past_its_limit_even_if_it_ignores_signals() throws Exception {
        Work work =
                TaskFixture.shell("trap '' TERM; while :; do sleep 1; done")
                        .withLimitMillis(200)
                        .in(home, 1);

        assertThat(ended(adapter.start(work)).reason()).isEqualTo(EndReason.TIMEOUT);
    }

    @Test
    void ends_what_uses_more_memory_than_it_may() throws Exception {
        String eater = "x=$(head -c 300000000 /dev/zero | tr '\\0' a); echo ${#x}; sleep 600";
        Work work = TaskFixture.shell(eater).withMemoryMib(40).in(home, 1);

        assertThat(ended(adapter.start(work)).reason()).isEqualTo(EndReason.MEMORY);
    }

    @Test
    void a_cancelled_task_ends_with_all_its_children() throws Exception {
        Path beat = home.resolve("lab-7-1-42/box/beat");
        Work work =
                TaskFixture.shell(
                                "setsid sh -c 'while :; do date >> beat; sleep 0.05; done' & sleep 99")
                        .in(home, 1);
        CompletableFuture<Ending> running = adapter.start(work);
        await(() -> Files.exists(beat));

        adapter.cancel(work);

        assertThat(ended(running).reason()).isEqualTo(EndReason.CANCELLED);
        assertThat(adapter.observe(work)).isInstanceOf(Observation.Ended.class);
        long size = Files.size(beat);
        CompletableFuture<Long> later =
                CompletableFuture.supplyAsync(
                        () -> beat.toFile().length(),
                        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
        assertThat(later.join()).as("nothing writes any more").isEqualTo(size);
    }

    @Test
    void children_left_behind_end_with_their_task() throws Exception {
        Work work = TaskFixture.shell("setsid sleep 600.25 & exit 0").in(home, 1);

        assertThat(ended(adapter.start(work)).exitCode()).isZero();

        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process ->
                        process.info().commandLine().orElse("").endsWith("sleep 600.25"));
    }

    @Test
    void keeps_only_the_beginning_of_long_output() throws Exception {
        Work work = TaskFixture.shell("head -c 3000000 /dev/zero; echo done >&2").in(home, 1);

        assertThat(ended(adapter.start(work)).exitCode()).isZero();
        assertThat(adapter.collect(work).stdout()).hasSize(Plan.KEPT_BYTES);
        assertThat(adapter.collect(work).stderr()).hasContent("done");
    }

    @Test
    void starts_an_attempt_once_however_often_it_is_told() throws Exception {
        Work work = TaskFixture.shell("echo run >> times; sleep 0.3").leaving("times").in(home, 1);

        CompletableFuture<Ending> first = adapter.start(work);
        CompletableFuture<Ending> second = new ProcessAdapter(home, sandbox()).start(work);

        assertThat(ended(second)).isEqualTo(ended(first));
        assertThat(adapter.collect(work).outputs().getFirst().file()).hasContent("run");
    }

    @Test
    void another_adapter_finds_running_work_again() throws Exception {
        Work work = TaskFixture.shell("while [ ! -e go ]; do sleep 0.02; done; exit 3").in(home, 1);
        CompletableFuture<Ending> started = adapter.start(work);
        await(() -> isRunning(work));

        CompletableFuture<Ending> resumed = new ProcessAdapter(home, sandbox()).resume(work);
        assertThat(resumed).isNotDone();
        Files.createFile(work.box().resolve("go"));

        assertThat(ended(resumed).exitCode()).isEqualTo(3);
        assertThat(ended(started)).isEqualTo(ended(resumed));
    }

    @Test
    void an_attempt_without_a_launcher_is_lost_and_never_starts_later() throws Exception {
        Work work = TaskFixture.shell("touch started").leaving("started").in(home, 1);

        assertThat(ended(adapter.resume(work))).isEqualTo(Ending.LOST);

        assertThat(ended(adapter.start(work))).isEqualTo(Ending.LOST);
        assertThat(adapter.collect(work).outputs()).isEmpty();
    }

    private boolean isRunning(Work work) {
        try {
            return adapter.observe(work) instanceof Observation.Running
                    && Files.isDirectory(work.box());
        } catch (IOException e) {
            return false;
        }
    }

    private static Ending ended(CompletableFuture<Ending> running) throws Exception {
        return running.get(90, TimeUnit.SECONDS);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
