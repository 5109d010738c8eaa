package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the official client can do with a chaincode on the official shim. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionsTest {
    private RunningChaincode chaincode;
    private Devnode node;
    private Client client;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        chaincode = RunningChaincode.start("same");
        node = Devnode.start(Devnode.Options.in(folder).withChaincode("kv", chaincode.address()));
        assertThat(node.awaitChaincode("kv", Duration.ofSeconds(30))).isTrue();
        client = Client.of(node);
    }

    @AfterAll
    void stop() throws Exception {
        client.close();
        node.close();
        chaincode.close();
    }

    @Test
    void a_submitted_value_is_read_back() throws Exception {
        assertThat(client.submit("put", "a", "1")).isEqualTo("1");
        assertThat(client.evaluate("get", "a")).isEqualTo("1");
    }
}
