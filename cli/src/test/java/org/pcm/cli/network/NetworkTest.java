package org.pcm.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.Pcm;
import org.pcm.network.FabricPrograms;
import org.pcm.network.LocalNetwork;

/** The operator's day with a real network, from the first start to the end. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NetworkTest {
    private Path data = Path.of("");
    private String genesis = "";
    private Map<String, Long> pids = Map.of();

    @BeforeAll
    void firstStart(@TempDir Path folder) {
        assumeThat(FabricPrograms.find()).as(FabricPrograms.howToGetThem()).isPresent();
        data = folder.resolve("network");
        JsonNode up = up();
        genesis = up.path("genesis").textValue();
        pids = pids(up);
        assertThat(pids.keySet())
                .contains("orderer1", "orderer4", "peer1", "peer4", "chaincode1", "chaincode4");
    }

    @AfterAll
    void end() {
        if (!data.toString().isEmpty()) {
            Pcm.run("network", "clean", "--force", "--data", data);
        }
    }

    /** Any free ports at the first start, the same ones later. */
    private JsonNode up() {
        return Pcm.run("network", "up", "--data", data, "--base-port", 0, "--json").with(0).json();
    }

    private static Map<String, Long> pids(JsonNode up) {
        Map<String, Long> pids = new TreeMap<>();
        for (JsonNode process : up.path("processes")) {
            pids.put(process.path("name").textValue(), process.path("pid").longValue());
        }
        return pids;
    }

    private LocalNetwork network() throws IOException {
        return LocalNetwork.in(data).orElseThrow();
    }

    @Test
    @Order(1)
    void up_again_changes_nothing() {
        JsonNode again = up();
        assertThat(pids(again)).isEqualTo(pids);
        assertThat(again.path("genesis").textValue()).isEqualTo(genesis);
    }

    @Test
    @Order(2)
    void status_names_what_was_killed_and_up_starts_just_that() throws IOException {
        assertThat(Pcm.run("network", "status", "--data", data).with(0).out())
                .contains("orderer1", "peer4", "well")
                .doesNotContain("warning");
        network().process("peer2").kill();

        JsonNode status = Pcm.run("network", "status", "--data", data, "--json").with(1).json();
        assertThat(status.path("well").booleanValue()).isFalse();
        assertThat(status.path("processes"))
                .filteredOn(process -> process.has("problem"))
                .extracting(process -> process.path("name").textValue())
                .containsExactly("peer2");

        Map<String, Long> healed = pids(up());
        assertThat(healed.remove("peer2")).isNotEqualTo(pids.get("peer2"));
        Map<String, Long> others = new TreeMap<>(pids);
        others.remove("peer2");
        assertThat(healed).isEqualTo(others);
        Pcm.run("network", "status", "--data", data).with(0);
    }

    @Test
    @Order(3)
    void an_upgraded_contract_goes_on_with_the_ledger() throws Exception {
        Pcm.run("network", "upgrade", "--data", data, "--chaincode-version", "2").with(0);
        Pcm.run("network", "status", "--data", data).with(0);
        Pcm.run("audit", "--peer", network().profile("pcm"), "--genesis", genesis).with(0);
    }

    @Test
    @Order(4)
    void down_and_up_keep_the_ledger() throws Exception {
        long before = network().height(1).orElseThrow();
        Pcm.run("network", "down", "--data", data).with(0);
        Pcm.run("network", "down", "--data", data).with(0);
        assertThat(network().isRunning()).isFalse();

        assertThat(up().path("genesis").textValue()).isEqualTo(genesis);

        assertThat(network().height(1).orElseThrow()).isGreaterThanOrEqualTo(before);
        assertThat(Pcm.run("network", "logs", "orderer1", "-n", "5", "--data", data).with(0).out())
                .isNotBlank();
    }

    @Test
    @Order(5)
    void two_peers_tell_the_same_blocks() throws Exception {
        Pcm.run(
                        "audit",
                        "--peer",
                        network().profile(1, "pcm"),
                        "--peer",
                        network().profile(3, "pcm"),
                        "--genesis",
                        genesis)
                .with(0);
    }

    @Test
    @Order(6)
    void another_one_that_finds_a_port_taken_says_so_and_leaves_nothing(@TempDir Path other)
            throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Path place = other.resolve("second");
            Pcm.Ran ran =
                    Pcm.run("network", "up", "--data", place, "--base-port", taken.getLocalPort());
            assertThat(ran.with(2).err()).contains("port " + taken.getLocalPort());
            assertThat(place).doesNotExist();
        }
    }

    @Test
    @Order(7)
    void clean_asks_for_force_while_it_runs() throws IOException {
        assertThat(Pcm.run("network", "clean", "--data", data).with(2).err()).contains("--force");
        assertThat(network().isRunning()).isTrue();
        Pcm.run("network", "clean", "--force", "--data", data).with(0);
        assertThat(data).doesNotExist();
    }
}
