package org.pcm.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.console.Failure;
import org.pcm.devnode.chaincode.ChaincodeEndpoint;

class FurtherChaincodesTest {
    @TempDir private Path data;

    @Test
    void one_server_is_for_all_and_several_are_for_each() throws Exception {
        FurtherChaincodes chaincodes =
                FurtherChaincodes.of(
                        Map.of("assets", "127.0.0.1:9991,127.0.0.1:9992", "other", "host:1"),
                        List.of());

        assertThat(chaincodes.endpoints(data))
                .isEqualTo(
                        Map.of(
                                "assets",
                                List.of(
                                        ChaincodeEndpoint.plain("127.0.0.1:9991"),
                                        ChaincodeEndpoint.plain("127.0.0.1:9992")),
                                "other",
                                List.of(ChaincodeEndpoint.plain("host:1"))));
    }

    @Test
    void one_by_tls_has_its_keys_in_the_data_folder() throws Exception {
        FurtherChaincodes chaincodes =
                FurtherChaincodes.of(Map.of("assets", "127.0.0.1:9991"), List.of("assets"));

        ChaincodeEndpoint endpoint =
                Objects.requireNonNull(chaincodes.endpoints(data).get("assets")).get(0);

        assertThat(endpoint.tls()).isPresent();
        assertThat(endpoint.tls().get().key())
                .isEqualTo(data.resolve("crypto/chaincode-tls/assets/tls-key.pem"))
                .exists();
    }

    @Test
    void what_cannot_be_is_refused_with_the_reason() {
        refused("pcm", "127.0.0.1:1", "cannot be called pcm");
        refused("a chaincode", "127.0.0.1:1", "cannot be called a chaincode");
        refused("assets", "127.0.0.1", "127.0.0.1, which is not HOST:PORT");
        refused("assets", "127.0.0.1:1,", "which is not HOST:PORT");
        refused("assets", "h:1,h:2,h:3,h:4,h:5", "more servers than there are organisations");
        assertThatThrownBy(() -> FurtherChaincodes.of(Map.of(), List.of("assets")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("--chaincode-tls names no --chaincode: assets");
    }

    private static void refused(String name, String servers, String why) {
        assertThatThrownBy(() -> FurtherChaincodes.of(Map.of(name, servers), List.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(why);
    }
}
