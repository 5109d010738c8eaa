package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A gateway never mixes two ledgers. */
@ExtendWith(TestNetwork.Extension.class)
class ForeignLedgerTest {
    private static Path profileWithGenesis(TestNetwork network, Path folder) throws IOException {
        String profile = Files.readString(network.profile());
        String other = profile.replace(network.node().genesisHash(), "ab".repeat(32));
        return Files.writeString(folder.resolve("other.json"), other);
    }

    @Test
    void a_peer_of_another_ledger_makes_it_unready(TestNetwork network, @TempDir Path folder)
            throws Exception {
        Path profile = profileWithGenesis(network, folder);
        try (Gateway gateway = Gateway.start(Gateway.Options.of(folder.resolve("data"), profile))) {
            Until.holds("the first block has come", () -> ready(gateway).contains("first block"));
            assertThat(ready(gateway)).contains("\"status\":503", "ab".repeat(32));
        }
    }

    private static String ready(Gateway gateway) throws Exception {
        HttpResponse<byte[]> answer = Registered.get(gateway, "/health/ready");
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void a_folder_of_another_ledger_is_not_opened(TestNetwork network, @TempDir Path folder)
            throws Exception {
        Path data = folder.resolve("data");
        try (Gateway gateway = Gateway.start(network.options(data))) {
            Registered.at(gateway, "alice");
        }
        Path profile = profileWithGenesis(network, folder);
        assertThatThrownBy(() -> Gateway.start(Gateway.Options.of(data, profile)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the profile says");
    }
}
