package org.pcm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pcm.bench.contention.ContentionFigures;
import org.pcm.bench.cycle.Shape;
import org.pcm.bench.measure.Latency;
import org.pcm.cooperation.member.Resources;

class ReportTest {
    private static CycleFigures cycle(int tasks, double perSecond) {
        return new CycleFigures(
                new Shape("submissionsOf" + tasks, tasks, tasks, 2, 8_192),
                perSecond,
                20_000,
                80_000,
                160,
                410.26,
                Map.of("gateway", 100.04, "peer1", 50.0),
                12.34,
                perSecond / 2,
                10_000,
                new Latency(81.04, 120),
                new Latency(240, 399.96));
    }

    private static Report report(Verification verification) {
        return new Report(
                LedgerKind.DEVNODE,
                Instant.parse("2026-11-22T01:00:00Z"),
                181.25,
                new Machine(2, 24_000, "a processor", "25", "Linux"),
                List.of("bench-1", "bench-2"),
                new Resources(4_096_000, 262_144, 0),
                List.of(cycle(128, 4_000), cycle(8, 2_000), cycle(1, 500)),
                new ContentionFigures(10, 200, 200, 200, 26),
                new NaiveFigures(100, 40, 20_000, 800, 3, 60_000.04, 0),
                verification);
    }

    private static final Report GOOD =
            report(new Verification(9, 9, 1, 4, "PASS: 3 blocks", List.of()));

    private static JsonNode json(Report report) throws IOException {
        return new ObjectMapper().readTree(report.toJson());
    }

    @Test
    void the_largest_submissions_stand_at_the_top() throws IOException {
        JsonNode json = json(GOOD);
        assertThat(json.get("lifeCyclesPerSecond").asDouble()).isEqualTo(4_000);
        assertThat(json.get("naiveLifeCyclesPerSecond").asDouble()).isEqualTo(40);
        assertThat(json.get("ratio").asDouble()).isEqualTo(100);
        assertThat(json.get("submitToOfferedP50Millis").asDouble()).isEqualTo(81);
        assertThat(json.get("submitToOfferedP99Millis").asDouble()).isEqualTo(120);
        assertThat(json.get("submitToCompletedP50Millis").asDouble()).isEqualTo(240);
        assertThat(json.get("submitToCompletedP99Millis").asDouble()).isEqualTo(400);
    }

    @Test
    void smaller_submissions_have_the_same_keys_in_an_object_of_their_own() throws IOException {
        JsonNode json = json(GOOD);
        assertThat(json.at("/submissionsOf8/lifeCyclesPerSecond").asDouble()).isEqualTo(2_000);
        assertThat(json.at("/submissionsOf8/ratio").asDouble()).isEqualTo(50);
        assertThat(json.at("/submissionsOf1/lifeCyclesPerSecond").asDouble()).isEqualTo(500);
        assertThat(json.at("/submissionsOf1/submitToCompletedP99Millis").asDouble()).isEqualTo(400);
        assertThat(json.at("/submissionsOf128/transactions").asLong()).isEqualTo(160);
        assertThat(json.at("/submissionsOf128/bytesPerLifeCycle").asDouble()).isEqualTo(410.3);
    }

    @Test
    void members_and_machine_are_part_of_it() throws IOException {
        JsonNode json = json(GOOD);
        assertThat(json.get("ledger").asText()).isEqualTo("devnode");
        assertThat(json.get("members")).hasSize(2);
        assertThat(json.at("/members/1/name").asText()).isEqualTo("bench-2");
        assertThat(json.at("/members/1/pledge/milliCpu").asLong()).isEqualTo(4_096_000);
        assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(json.at("/naive/transactions").asLong()).isEqualTo(3_200);
    }

    @Test
    void each_process_has_its_share_of_the_cost() throws IOException {
        JsonNode json = json(GOOD);
        assertThat(json.at("/submissionsOf8/cpuMicrosPerLifeCycle/gateway").asDouble())
                .isEqualTo(100);
        assertThat(json.at("/submissionsOf8/stolenPercent").asDouble()).isEqualTo(12.3);
    }

    @Test
    void what_clients_did_at_once_stands_beside_what_naive_ones_did() throws IOException {
        JsonNode json = json(GOOD);
        assertThat(json.at("/contention/effective").asInt()).isEqualTo(200);
        assertThat(json.at("/contention/naiveEffective").asInt()).isEqualTo(26);
        assertThat(GOOD.lines())
                .anyMatch(line -> line.contains("200 of 200 changes of one cooperation"));
    }

    @Test
    void a_fault_makes_it_worthless() throws IOException {
        Report bad = report(new Verification(9, 8, 1, 4, "PASS: 3 blocks", List.of("one is lost")));
        assertThat(bad.ok()).isFalse();
        assertThat(json(bad).get("ok").asBoolean()).isFalse();
        assertThat(json(bad).at("/verification/faults/0").asText()).isEqualTo("one is lost");
        assertThat(bad.lines()).contains("WRONG: one is lost");
        assertThat(GOOD.ok()).isTrue();
    }
}
