package org.pcm.network.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.network.folder.Site;

/** Logs of processes that write on and on are cut, and go on. */
@Tag("slow")
class LogKeeperTest {
    private static final long MAX_BYTES = 20_000;
    private static final long BOUND_NANOS = Duration.ofSeconds(90).toNanos();

    @TempDir Path folder;
    private final List<NetworkProcess> started = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        for (NetworkProcess process : started) {
            process.kill();
        }
    }

    private NetworkProcess start(NetworkProcess process) throws IOException {
        started.add(process);
        assertThat(process.start()).isTrue();
        return process;
    }

    private NetworkProcess talker(Site site) throws IOException {
        String talk = "i=0; while :; do i=$((i+1)); echo line $i; sleep 0.001; done";
        return start(
                new NetworkProcess(
                        "talker",
                        site,
                        new Launch(List.of("sh", "-c", talk), Map.of(), folder, List.of())));
    }

    @Test
    void a_log_that_has_grown_is_kept_once_and_begun_anew() throws IOException {
        Site site = new Site(folder);
        NetworkProcess talker = talker(site);
        start(LogKeeper.of(site, MAX_BYTES, 1));
        Path log = talker.log().file();
        Path earlier = log.resolveSibling(log.getFileName() + ".1");

        until(() -> Files.exists(earlier) && Files.size(earlier) > MAX_BYTES);
        String first = firstLine(earlier);
        until(() -> !firstLine(earlier).equals(first));

        assertThat(first).isEqualTo("line 1");
        assertThat(number(firstLine(earlier))).isGreaterThan(1);
        until(() -> Files.size(log) > 0 && Files.size(log) < Files.size(earlier));
        assertThat(log.resolveSibling(log.getFileName() + ".2")).doesNotExist();
        assertThat(talker.isRunning()).isTrue();
    }

    @Test
    void a_small_log_is_left_alone() throws IOException {
        Site site = new Site(folder);
        NetworkProcess talker = talker(site);
        Path quiet = Files.writeString(talker.log().file().resolveSibling("quiet.log"), "a line\n");
        start(LogKeeper.of(site, MAX_BYTES, 1));

        Path cut = talker.log().file().resolveSibling("talker.log.1");
        until(() -> Files.exists(cut));

        assertThat(quiet).hasContent("a line");
        assertThat(quiet.resolveSibling("quiet.log.1")).doesNotExist();
    }

    private static String firstLine(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        }
    }

    /** The number in a line whose beginning may have been cut off. */
    private static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void until(Condition condition) throws IOException {
        long end = System.nanoTime() + BOUND_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                fail("did not come to hold in time");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
