package org.pcm.network.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.network.folder.Site;

/** Processes that outlive who started them, and are known again by their marks. */
class NetworkProcessTest {
    @TempDir Path folder;
    private final List<NetworkProcess> started = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        for (NetworkProcess process : started) {
            process.kill();
        }
    }

    private NetworkProcess process(List<Integer> ports, String... command) {
        NetworkProcess process =
                new NetworkProcess(
                        "sleeper",
                        new Site(folder),
                        new Launch(List.of(command), Map.of(), folder, ports));
        started.add(process);
        return process;
    }

    @Test
    void another_one_who_comes_later_knows_it_and_starts_it_no_second_time() throws IOException {
        NetworkProcess process = process(List.of(), "sleep", "600");
        assertThat(process.start()).isTrue();
        long pid = process.pid().orElseThrow();

        NetworkProcess again = process(List.of(), "sleep", "600");

        assertThat(again.start()).isFalse();
        assertThat(again.pid()).hasValue(pid);
    }

    @Test
    void it_is_gone_when_it_was_stopped_or_killed_and_comes_again() throws IOException {
        NetworkProcess process = process(List.of(), "sleep", "600");
        process.start();
        long first = process.pid().orElseThrow();
        process.kill();
        assertThat(process.isRunning()).isFalse();
        assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(process.start()).isTrue();
        process.stop();
        process.stop();
        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void a_mark_whose_number_somebody_else_has_now_is_not_believed() throws IOException {
        NetworkProcess process = process(List.of(), "sleep", "600");
        process.start();
        long pid = process.pid().orElseThrow();
        Path mark = marks().getFirst();
        String stranger = Long.toString(ProcessHandle.current().pid());
        Files.writeString(mark, Files.readString(mark).replace(Long.toString(pid), stranger));
        try {
            assertThat(process.isRunning()).isFalse();
        } finally {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** As after a command that was killed between starting and marking it. */
    @Test
    void one_that_was_started_and_not_marked_is_found_by_what_it_carries() throws IOException {
        NetworkProcess process = process(List.of(), "sh", "-c", "sleep 600; exit");
        process.start();
        long pid = process.pid().orElseThrow();
        Files.delete(marks().getFirst());
        assertThat(process.isRunning()).isFalse();

        Orphans.mark(new Site(folder.resolve("elsewhere")));
        assertThat(process.isRunning()).isFalse();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!process.isRunning()) { // it may not have its own session yet
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Orphans.mark(new Site(folder));
        }

        assertThat(process.pid()).hasValue(pid);
        assertThat(marks()).hasSize(1);
    }

    private List<Path> marks() throws IOException {
        try (var files = Files.walk(folder.resolve("run"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void a_port_that_is_taken_is_said_before_it_starts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NetworkProcess late = process(List.of(taken.getLocalPort()), "sleep", "600");
            assertThatThrownBy(late::start)
                    .isInstanceOf(NetworkFailure.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken");
            assertThat(late.isRunning()).isFalse();
        }
    }

    @Test
    void what_it_said_last_is_told_when_it_ended() throws IOException {
        NetworkProcess process = process(List.of(), "sh", "-c", "echo alas; sleep 1; exit 3");
        process.start();
        ProcessHandle.of(process.pid().orElse(-1)).ifPresent(handle -> handle.onExit().join());
        assertThat(process.endedAtOnce()).hasMessageContaining("alas");
    }
}
