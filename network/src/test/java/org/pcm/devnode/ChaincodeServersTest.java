package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.devnode.chaincode.ChaincodeEndpoint;
import org.pcm.devnode.identity.TlsFiles;

/** Chaincode servers that come late, go away, disagree, or want TLS. */
class ChaincodeServersTest {
    @TempDir private Path folder;

    private Devnode.Options options() {
        return Devnode.Options.in(folder);
    }

    @Test
    void a_chaincode_may_come_late_and_restart() throws Exception {
        int port = RunningChaincode.freePort();
        try (Devnode node = Devnode.start(options().withChaincode("kv", "127.0.0.1:" + port));
                Client client = Client.of(node)) {
            assertThat(node.awaitChaincode("kv", Duration.ZERO)).isFalse();
            EndorseException error =
                    catchThrowableOfType(
                            EndorseException.class, () -> client.submit("put", "a", "1"));
            assertThat(error.getDetails().get(0).getMessage())
                    .startsWith("error in simulation: failed to execute transaction ")
                    .contains(": could not launch chaincode kv: connection to kv failed: ")
                    .contains("127.0.0.1:" + port);

            for (String value : List.of("1", "2")) {
                try (RunningChaincode chaincode = RunningChaincode.start(port)) {
                    assertThat(chaincode.port()).isEqualTo(port);
                    assertThat(node.awaitChaincode("kv", TestNetwork.PATIENCE)).isTrue();
                    assertThat(client.submit("put", "a", value)).isEqualTo(value);
                }
            }
        }
    }

    @Test
    void servers_that_agree_are_as_good_as_one() throws Exception {
        try (RunningChaincode one = RunningChaincode.start("same");
                RunningChaincode two = RunningChaincode.start("same");
                Devnode node =
                        Devnode.start(
                                options()
                                        .withChaincode(
                                                "kv", List.of(one.endpoint(), two.endpoint())));
                Client client = Client.of(node)) {
            assertThat(node.awaitChaincode("kv", TestNetwork.PATIENCE)).isTrue();

            assertThat(client.submit("sign")).isEqualTo("same");
        }
    }

    @Test
    void servers_that_disagree_are_found_out() throws Exception {
        try (RunningChaincode one = RunningChaincode.start("one");
                RunningChaincode two = RunningChaincode.start("two");
                Devnode node =
                        Devnode.start(
                                options()
                                        .withChaincode(
                                                "kv", List.of(one.endpoint(), two.endpoint())));
                Client client = Client.of(node)) {
            assertThat(node.awaitChaincode("kv", TestNetwork.PATIENCE)).isTrue();
            assertThat(client.submit("put", "a", "1")).isEqualTo("1");

            EndorseException error =
                    catchThrowableOfType(EndorseException.class, () -> client.submit("sign"));

            assertThat(error.getStatus().getDescription())
                    .startsWith("failed to collect enough transaction endorsements");
            assertThat(error.getDetails().stream().map(ErrorDetail::getMessage))
                    .containsOnly("ProposalResponsePayloads do not match");
        }
    }

    @Test
    void a_chaincode_is_reached_by_mutual_tls() throws Exception {
        TlsFiles tls = Devnode.chaincodeTls(folder, "kv");
        try (RunningChaincode chaincode = RunningChaincode.startTls(tls);
                Devnode node =
                        Devnode.start(
                                options()
                                        .withChaincode(
                                                "kv",
                                                List.of(
                                                        ChaincodeEndpoint.tls(
                                                                chaincode.address(), tls))));
                Client client = Client.of(node)) {
            assertThat(node.awaitChaincode("kv", TestNetwork.PATIENCE)).isTrue();

            assertThat(client.submit("put", "a", "1")).isEqualTo("1");
            assertThat(Devnode.chaincodeTls(folder, "kv")).isEqualTo(tls);
        }
    }

    @Test
    void a_chaincode_needs_at_least_one_server_and_at_most_one_for_each_organisation() {
        List<ChaincodeEndpoint> five =
                java.util.Collections.nCopies(5, ChaincodeEndpoint.plain("127.0.0.1:1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options().withChaincode("kv", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> options().withChaincode("kv", five));
    }
}
