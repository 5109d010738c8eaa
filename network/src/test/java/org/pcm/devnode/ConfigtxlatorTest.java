package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.network.FabricPrograms;

/**
 * Fabric's own tool takes the devnode's configuration and blocks apart, down to the last field, and
 * puts them together again.
 */
@Tag("real")
class ConfigtxlatorTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir private Path folder;

    private Path program;
    private TestNetwork network;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(FabricPrograms.find().isPresent(), FabricPrograms::howToGetThem);
        program = FabricPrograms.find().orElseThrow().folder().resolve("configtxlator");
        network = TestNetwork.start(folder.resolve("node"));
    }

    @AfterEach
    void stop() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = program.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Path log = folder.resolve("configtxlator.log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private String decode(Message message, String type) throws Exception {
        Path bytes = folder.resolve("message.pb");
        Path json = folder.resolve("message.json");
        Files.write(bytes, message.toByteArray());
        run(
                "proto_decode",
                "--type",
                type,
                "--input",
                bytes.toString(),
                "--output",
                json.toString());
        return Files.readString(json);
    }

    /** What was decoded last, as bytes again. */
    private byte[] encode(String type) throws Exception {
        Path bytes = folder.resolve("again.pb");
        run(
                "proto_encode",
                "--type",
                type,
                "--input",
                folder.resolve("message.json").toString(),
                "--output",
                bytes.toString());
        return Files.readAllBytes(bytes);
    }

    private Block block(long number) {
        try (var blocks =
                network.client()
                        .network()
                        .newBlockEventsRequest()
                        .startBlock(number)
                        .build()
                        .getEvents()) {
            return blocks.next();
        }
    }

    @Test
    void reads_every_block_of_transactions() throws Exception {
        Client client = network.client();
        client.submit("fill", "many/", "60");
        client.submit("rangeAndPut", "many/", "many0", "sum");
        client.submit("event", "name", "payload");
        Transaction late = client.propose("increment", "sum of all").endorse();
        client.submit("increment", "sum of all");
        assertThat(late.submitAsync().getStatus().getCode())
                .isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);

        for (long number = 1; number < network.node().height(); number++) {
            Block block = block(number);

            assertThat(decode(block, "common.Block"))
                    .contains("\"proposal_response_payload\": {")
                    .contains("\"ns_rwset\": [")
                    .contains("\"namespace\": \"kv\"")
                    .contains("\"mspid\": \"Org1MSP\"");
            assertThat(Block.parseFrom(encode("common.Block"))).isEqualTo(block);
        }
    }

    @Test
    void reads_the_configuration() throws Exception {
        Block genesis = block(0);
        Envelope envelope = Envelope.parseFrom(genesis.getData().getData(0));
        Config config =
                ConfigEnvelope.parseFrom(Payload.parseFrom(envelope.getPayload()).getData())
                        .getConfig();

        for (String json :
                new String[] {decode(genesis, "common.Block"), decode(config, "common.Config")}) {
            assertThat(json)
                    .contains("\"V3_0\": {}")
                    .contains("\"consenter_mapping\": [")
                    .contains("\"fabric_node_ous\": {")
                    .contains("\"mod_policy\": \"Admins\"")
                    .contains("\"anchor_peers\": [")
                    .contains("\"msp_identifier\": \"Org4MSP\"")
                    .contains("\"request_batch_max_count\"");
        }
        assertThat(Config.parseFrom(encode("common.Config"))).isEqualTo(config);
    }
}
