package org.pcm.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
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
import org.pcm.network.process.NetworkProcess;

/**
 * The operator's day with a real network, from the first start to the end, in a folder whose name
 * needs care.
 */
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
        data = folder.resolve("it's \"the\" network");
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
        return tryUp().with(0).json();
    }

    private Pcm.Ran tryUp() {
        return Pcm.run("network", "up", "--data", data, "--base-port", 0, "--json");
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

    private void onlyOneIsNew(String name) {
        Map<String, Long> now = pids(up());
        assertThat(now.remove(name)).isNotEqualTo(pids.get(name));
        Map<String, Long> others = new TreeMap<>(pids);
        others.remove(name);
        assertThat(now).isEqualTo(others);
        Pcm.run("network", "status", "--data", data).with(0);
        pids = pids(up());
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

        onlyOneIsNew("peer2");
    }

    @Test
    @Order(3)
    void one_that_runs_and_does_not_answer_is_started_again() throws Exception {
        signal("STOP", network().process("peer3"));
        onlyOneIsNew("peer3");
    }

    private static void signal(String name, NetworkProcess process) throws Exception {
        String pid = Long.toString(process.pid().orElseThrow());
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    }

    @Test
    @Order(4)
    void one_that_cannot_start_is_named_with_the_last_lines_of_its_log() throws IOException {
        Path key = data.resolve("org2/orderer/msp/keystore/key.pem");
        Path aside = data.resolve("org2/key.aside");
        network().process("orderer2").kill();
        Files.move(key, aside);

        assertThat(tryUp().with(2).err())
                .contains("orderer2 has ended by itself", "the last lines of its log");

        Files.move(aside, key, StandardCopyOption.REPLACE_EXISTING);
        onlyOneIsNew("orderer2");
    }

    @Test
    @Order(5)
    void an_upgrade_killed_before_its_commit_is_given_up() throws Exception {
        CutShort.at("installing", "network", "upgrade", "--data", data);

        assertThat(pids(up())).isEqualTo(pids);
        runsDefinition(1);
    }

    @Test
    @Order(6)
    void an_upgrade_killed_at_its_commit_is_finished() throws Exception {
        CutShort.at("committing", "network", "upgrade", "--data", data);

        assertThat(pids(up())).doesNotContainValue(pids.get("chaincode1"));
        runsDefinition(2);
    }

    /** As if it was killed between the commit and the writing of network.json. */
    @Test
    @Order(7)
    void what_the_channel_says_counts_and_not_what_was_written_down() throws Exception {
        Path file = data.resolve("network.json");
        Path copy = Files.copy(file, data.resolve("network.json.copy"));
        List<String> told =
                CutShort.at(
                        "stopping",
                        "network",
                        "upgrade",
                        "--data",
                        data,
                        "--chaincode-version",
                        "next");
        assertThat(told).anyMatch(line -> line.contains("pcm-next-3"));
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);

        up();
        runsDefinition(3);
        Pcm.run("audit", "--peer", network().profile("pcm"), "--genesis", genesis).with(0);
    }

    /** Its processes run, and no others of the contract. */
    private void runsDefinition(int sequence) throws IOException {
        pids = pids(up());
        List<String> contract = new ArrayList<>(pids.keySet());
        contract.removeIf(name -> !name.startsWith("chaincode"));
        String suffix = sequence == 1 ? "" : "." + sequence;
        assertThat(contract)
                .containsExactly(
                        "chaincode1" + suffix,
                        "chaincode2" + suffix,
                        "chaincode3" + suffix,
                        "chaincode4" + suffix);
        try (var marks = Files.list(data.resolve("run"))) {
            assertThat(marks.filter(mark -> mark.getFileName().toString().startsWith("chain")))
                    .as("marks of running chaincodes")
                    .hasSize(4);
        }
        Pcm.run("network", "status", "--data", data).with(0);
    }

    @Test
    @Order(8)
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
    @Order(9)
    void a_second_one_of_five_whose_first_start_was_killed_runs_beside_it(@TempDir Path other)
            throws Exception {
        Path place = other.resolve("second");
        Object[] up = {"network", "up", "--data", place, "--base-port", 0, "--orgs", 5, "--json"};
        CutShort.at("joining", up);
        try {
            JsonNode second = Pcm.run(up).with(0).json();
            assertThat(pids(second)).hasSize(15);
            assertThat(second.path("genesis").textValue()).isNotEqualTo(genesis);
            allPeersAgree(place);
            Pcm.run("network", "status", "--data", place).with(0);
            Pcm.run("network", "status", "--data", data).with(0);
        } finally {
            Pcm.run("network", "clean", "--force", "--data", place).with(0);
        }
        Pcm.run("network", "status", "--data", data).with(0);
    }

    private static void allPeersAgree(Path place) throws IOException {
        LocalNetwork network = LocalNetwork.in(place).orElseThrow();
        List<Object> audit = new ArrayList<>(List.of("audit", "--genesis", network.genesisHash()));
        for (int number = 1; number <= network.organisations(); number++) {
            audit.addAll(List.of("--peer", network.profile(number, "pcm")));
        }
        assertThat(Pcm.run(audit.toArray()).with(0).out())
                .startsWith("PASS")
                .contains("the same", "0 invalid", "1 calls replayed")
                .doesNotContain("devnode");
        assertThat(Pcm.run("block", "show", 1, "--peer", network.profile(5, "pcm")).with(0).out())
                .contains("orderers: consenter", "channel: pcm");
    }

    @Test
    @Order(10)
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
    @Order(11)
    void a_folder_that_fabric_cannot_read_is_refused(@TempDir Path other) {
        Path place = other.resolve("for $5");
        assertThat(Pcm.run("network", "up", "--data", place, "--base-port", 0).with(2).err())
                .contains("take $ for the beginning of a variable");
        assertThat(place).doesNotExist();
    }

    @Test
    @Order(12)
    void clean_asks_for_force_while_it_runs() throws IOException {
        assertThat(Pcm.run("network", "clean", "--data", data).with(2).err()).contains("--force");
        assertThat(network().isRunning()).isTrue();
        Pcm.run("network", "clean", "--force", "--data", data).with(0);
        assertThat(data).doesNotExist();
    }
}
