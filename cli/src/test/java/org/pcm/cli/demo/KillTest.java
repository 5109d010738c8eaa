package org.pcm.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcm.cli.Pcm;
import org.pcm.participant.json.Json;

/**
 * Kills the demo's processes (kill -9) while its job runs: devnode, gateway and an agent, each at a
 * point that the seed chooses, besides the agent that the demo kills by itself. The job must still
 * end right. To repeat a failure, run the test with the seed it names.
 */
@Tag("slow")
class KillTest {
    private static final int FIRST_EVENT = 6;
    private static final int LAST_EVENT = 120;
    private static final List<String> AGENTS = List.of("north", "cloud", "attic");

    @TempDir Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 7);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_job_ends_right_whatever_is_killed(long seed) throws IOException {
        Path data = folder.resolve("demo");
        Path report = folder.resolve("report.json");
        List<Object> command = new ArrayList<>();
        command.addAll(List.of("demo", "--data", data, "--json", report));
        command.addAll(List.of("--tasks", 40, "--mib", 1, "--pace", 500));
        for (String mishap : mishaps(new Random(seed))) {
            command.addAll(List.of("--kill", mishap));
        }
        Pcm.run(command.toArray()).with(0);
        JsonNode told = Json.parse(Files.readAllBytes(report));
        assertThat(told.path("ok").booleanValue()).isTrue();
        assertThat(told.path("completed").intValue()).isEqualTo(40);
        assertThat(told.path("audit").textValue()).isEqualTo("PASS");
        Pcm.run(
                        "audit",
                        "--blocks",
                        told.path("blocks").textValue(),
                        "--genesis",
                        told.path("genesis").textValue())
                .with(0);
    }

    private static List<String> mishaps(Random random) {
        return List.of(
                "devnode@" + point(random),
                "gateway@" + point(random),
                AGENTS.get(random.nextInt(AGENTS.size())) + "@" + point(random));
    }

    private static int point(Random random) {
        return random.nextInt(FIRST_EVENT, LAST_EVENT);
    }
}
