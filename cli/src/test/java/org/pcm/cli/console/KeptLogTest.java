package org.pcm.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.process.PcmProcess;
import picocli.CommandLine;

/** A server's log stays within its bounds and keeps the newest. */
@Tag("slow")
class KeptLogTest {
    private static final int MIB = 1 << 20;
    private static final Logger LOGGER = Logger.getLogger(KeptLogTest.class.getName());

    @TempDir Path folder;

    @BeforeAll
    static void keepStandardErrorQuiet() {
        Logging.prepare();
    }

    private static KeptLog parsed(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.log;
    }

    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin final KeptLog log = new KeptLog();
    }

    @Test
    void no_more_files_and_bytes_are_kept_than_were_asked_for() throws Exception {
        String file = folder.resolve("logs/server.log").toString();
        String text = "x".repeat(1_000);
        parsed("--log", file, "--log-mib", "1", "--log-files", "3")
                .during(() -> {
                    for (int i = 1; i <= 5_000; i++) {
                        LOGGER.info(text + " line " + i + ".");
                    }
                    return 0;
                });
        List<Path> files = files();
        assertThat(files)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("server.log.0", "server.log.1", "server.log.2");
        for (Path each : files) {
            assertThat(Files.size(each)).isLessThan(MIB + 2_000);
        }
        assertThat(files.get(0)).content().contains("line 5000.").doesNotContain("line 1.");
        assertThat(Files.size(files.get(1))).isGreaterThan(MIB - 2_000);
    }

    @Test
    void a_later_server_goes_on_in_the_same_file() throws Exception {
        for (String word : List.of("earlier", "later")) {
            parsed("--log", folder.resolve("logs/server.log").toString())
                    .during(() -> {
                        LOGGER.info(word);
                        return 0;
                    });
            LOGGER.info("nobody listens");
        }
        assertThat(files()).hasSize(1);
        assertThat(files().getFirst())
                .content()
                .contains("earlier", "later")
                .doesNotContain("nobody listens");
    }

    @Test
    void bounds_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> parsed("--log", "x", "--log-files", "1").during(() -> 0))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("--log-files at least 2");
    }

    @Test
    void a_server_logs_there_what_is_going_on() throws Exception {
        Path log = folder.resolve("logs/devnode.log");
        try (PcmProcess devnode =
                PcmProcess.start(
                        "devnode",
                        folder.resolve("stderr"),
                        "devnode",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("devnode").toString(),
                        "--log",
                        log.toString())) {
            devnode.awaitReady();
        }
        assertThat(files().getFirst()).content().contains("INFO", "is ready");
        assertThat(folder.resolve("stderr")).content().doesNotContain("INFO", "SLF4J");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("logs"))) {
            return all.filter(path -> !path.toString().endsWith(".lck")).sorted().toList();
        }
    }
}
