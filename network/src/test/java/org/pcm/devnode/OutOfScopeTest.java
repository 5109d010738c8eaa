package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.hyperledger.fabric.client.EndorseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer of Fabric can do for a chaincode and a devnode cannot is refused at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutOfScopeTest {
    private TestNetwork network;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        network = TestNetwork.start(folder);
    }

    @AfterAll
    void stop() throws Exception {
        network.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "private", "query", "protect", "call"})
    void is_refused_at_once(String function) {
        EndorseException error =
                catchThrowableOfType(
                        EndorseException.class,
                        () -> network.client().propose(function, "kv", "Org1MSP").endorse());

        assertThat(error.getDetails())
                .singleElement()
                .satisfies(detail -> {
                    assertThat(detail.getAddress()).isEqualTo(network.node().address());
                    assertThat(detail.getMessage())
                            .contains("transaction returned with failure")
                            .contains("Unsuccessful response received");
                });
    }
}
