package org.pcm.cli.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.LocalGateway;
import org.pcm.cli.Pcm;
import org.pcm.participant.json.Json;

/**
 * A participant written in another language, with a JOSE library of its own, is one like any other.
 */
@Tag("real")
class ForeignParticipantTest {
    @TempDir Path folder;

    @Test
    void jwcrypto_makes_submissions_that_are_applied_and_reads_the_receipts() throws Exception {
        String python = Optional.ofNullable(System.getenv("PCM_TEST_PYTHON")).orElse("python3");
        assumeTrue(
                run(python, "-c", "import jwcrypto").code() == 0,
                "Python's jwcrypto is missing (pcm test --all installs it)");
        Path script = folder.resolve("participant.py");
        try (var resource = getClass().getResourceAsStream("foreign_participant.py")) {
            Files.copy(Objects.requireNonNull(resource), script);
        }
        try (LocalGateway gateway = LocalGateway.start(folder)) {
            Pcm.run("gateway", "status", "--url", gateway.url()).with(0);
            Said said = run(python, script.toString(), gateway.url(), "monty");
            assertThat(said.code()).as(said.text()).isZero();
            JsonNode outcomes = Json.parse(said.text());
            for (String command : List.of("registered", "opened")) {
                assertThat(outcomes.at("/" + command + "/code").textValue()).isEqualTo("Applied");
                assertThat(outcomes.at("/" + command + "/results/0/code").textValue())
                        .isEqualTo("Done");
            }
            Pcm.Ran shown =
                    Pcm.run("cooperation", "show", "monty", "--gateway", gateway.url(), "--json");
            assertThat(shown.with(0).json().at("/members/0/name").textValue()).isEqualTo("monty");
        }
    }

    private record Said(int code, String text) {}

    private static Said run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(new ArrayList<>(List.of(command)))
                            .redirectErrorStream(true)
                            .start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            return new Said(-1, String.valueOf(e.getMessage()));
        }
    }
}
