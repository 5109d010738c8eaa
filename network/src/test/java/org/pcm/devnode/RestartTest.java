package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.devnode.ledger.CorruptBlockFile;

/** What a node finds when it starts on a folder that was used before. */
class RestartTest {
    @TempDir private Path folder;

    @Test
    void everything_committed_is_there_after_a_restart() throws Exception {
        String genesis;
        long height;
        byte[] bytes;
        try (TestNetwork network = TestNetwork.start(folder)) {
            Transaction transaction = network.client().propose("put", "kept", "1").endorse();
            SubmittedTransaction submitted = transaction.submitAsync();
            assertThat(submitted.getStatus().isSuccessful()).isTrue();
            network.client().submit("put", "deleted", "1");
            network.client().submit("delete", "deleted");
            bytes = transaction.getBytes();
            genesis = network.node().genesisHash();
            height = network.node().height();
        }

        try (TestNetwork network = TestNetwork.start(folder)) {
            Client client = network.client();
            assertThat(network.node().genesisHash()).isEqualTo(genesis);
            assertThat(network.node().height()).isEqualTo(height);
            assertThat(client.evaluate("get", "kept")).isEqualTo("1");
            assertThat(client.evaluate("range", "deleted", "")).startsWith("1:kept");
            Transaction again = client.gateway().newTransaction(bytes);
            assertThat(again.submitAsync().getStatus().getBlockNumber()).isLessThan(height);
            assertThat(client.submit("increment", "counter")).isEqualTo("1");
        }
    }

    @Test
    void a_torn_last_block_costs_nothing_that_was_committed() throws Exception {
        Path blocks;
        try (TestNetwork network = TestNetwork.start(folder)) {
            network.client().submit("put", "kept", "1");
            blocks = network.node().blockFile();
        }
        long size = Files.size(blocks);
        Files.write(blocks, new byte[] {0, 0, 9, 9, 1, 2, 3, 4, 5}, StandardOpenOption.APPEND);

        try (TestNetwork network = TestNetwork.start(folder)) {
            assertThat(Files.size(blocks)).isEqualTo(size);
            assertThat(network.client().evaluate("get", "kept")).isEqualTo("1");
            assertThat(network.client().submit("put", "new", "2")).isEqualTo("2");
        }
    }

    @Test
    void a_damaged_block_file_stops_the_start() throws Exception {
        Path blocks;
        try (Devnode node = Devnode.start(Devnode.Options.in(folder))) {
            blocks = node.blockFile();
        }
        byte[] bytes = Files.readAllBytes(blocks);
        bytes[0] ^= 1;
        Files.write(blocks, bytes);

        assertThatThrownBy(() -> Devnode.start(Devnode.Options.in(folder)).close())
                .isInstanceOf(CorruptBlockFile.class);
    }

    @Test
    void two_nodes_do_not_share_a_folder() throws Exception {
        try (Devnode node = Devnode.start(Devnode.Options.in(folder))) {
            assertThat(node.height()).isEqualTo(1);
            assertThatThrownBy(() -> Devnode.start(Devnode.Options.in(folder)).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another devnode");
        }
    }

    @Test
    void a_folder_holds_one_channel() throws Exception {
        try (Devnode node = Devnode.start(Devnode.Options.in(folder).withChannel("one"))) {
            assertThat(node.channel()).isEqualTo("one");
        }

        assertThatThrownBy(
                        () -> Devnode.start(Devnode.Options.in(folder).withChannel("two")).close())
                .hasMessageContaining("holds the channel one, not two");
    }

    @Test
    void private_keys_are_readable_by_their_owner_only() throws Exception {
        try (Devnode node = Devnode.start(Devnode.Options.in(folder))) {
            assertThat(node.tls()).isTrue();
        }
        List<Path> keys;
        try (Stream<Path> files = Files.walk(folder)) {
            keys = files.filter(f -> f.getFileName().toString().endsWith("key.pem")).toList();
        }

        assertThat(keys).hasSizeGreaterThan(4 * 6);
        for (Path key : keys) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void it_says_what_it_is_and_how_to_reach_it() throws Exception {
        try (Devnode node =
                Devnode.start(Devnode.Options.in(folder).withChaincode("kv", "127.0.0.1:1"))) {
            assertThat(node.banner())
                    .contains("no consortium")
                    .contains(node.address())
                    .contains(node.genesisHash())
                    .contains("kv at 127.0.0.1:1")
                    .contains(node.clientIdentity(4).key().toString());
            assertThat(Files.readString(node.profile("kv")))
                    .contains("\"address\": \"" + node.address() + "\"")
                    .contains("\"chaincode\": \"kv\"")
                    .contains("\"endorsers\": [\"Org1MSP\", \"Org2MSP\", \"Org3MSP\", \"Org4MSP\"]")
                    .endsWith("\"genesis\": \"" + node.genesisHash() + "\"\n}\n");
        }
    }
}
