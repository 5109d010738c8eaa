package org.pcm.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.Pcm;
import org.pcm.network.FabricPrograms;
import org.pcm.participant.json.Json;

/**
 * Kills the demo's processes (kill -9) on a real network while its job runs: one orderer (the first
 * leader), one peer (the gateway's), one chaincode process, the gateway, agents, and at last every
 * process of the network at once. The job must still end right.
 */
@Tag("real")
class KillOnFabricTest {
    @TempDir Path folder;

    @Test
    @Timeout(600)
    void the_job_ends_right_whatever_is_killed() throws IOException {
        assumeThat(FabricPrograms.find()).as(FabricPrograms.howToGetThem()).isPresent();
        Path report = folder.resolve("report.json");
        List<Object> command = new ArrayList<>();
        command.addAll(List.of("demo", "--ledger", "fabric", "--data", folder.resolve("demo")));
        command.addAll(List.of("--json", report, "--tasks", 60, "--mib", 1, "--pace", 500));
        for (String mishap :
                List.of(
                        "chaincode3@20",
                        "peer1@40",
                        "gateway@60",
                        "orderer1@90",
                        "cloud@110",
                        "network@140")) {
            command.addAll(List.of("--kill", mishap));
        }

        Pcm.run(command.toArray()).with(0);

        JsonNode told = Json.parse(Files.readAllBytes(report));
        assertThat(told.path("ledger").textValue()).isEqualTo("fabric");
        assertThat(told.path("completed").intValue()).isEqualTo(60);
        assertThat(told.path("audit").textValue()).isEqualTo("PASS");
    }
}
