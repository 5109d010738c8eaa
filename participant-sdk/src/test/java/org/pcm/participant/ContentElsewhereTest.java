package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Tokens;
import org.pcm.participant.information.ContentRef;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.information.http.HttpContent;

/**
 * Content lies at the gateway where it was put; a reader may have come to another one meanwhile.
 */
@ExtendWith(LocalNetwork.Extension.class)
class ContentElsewhereTest {

    @TempDir Path folder;
    private final LocalNetwork network;

    ContentElsewhereTest(LocalNetwork network) {
        this.network = network;
    }

    @Test
    void is_found_at_the_other_gateway() throws IOException {
        URI one = network.gateways().get(0);
        URI two = network.gateways().get(1);
        try (PcmClient client = network.participant(folder, "reader", Tier.EDGE);
                Gateways first = gateways(one);
                Gateways second = gateways(two);
                Gateways both = gateways(two, one)) {
            byte[] text = ("only at one, " + folder).getBytes(StandardCharsets.UTF_8);
            ContentRef ref = content(client, first).put(text);
            HttpContent reading = content(client, both);

            assertThat(reading.get(ref.digest())).isEqualTo(text);
            assertThat(reading.has(ref.digest())).isTrue();
            reading.get(ref.digest(), folder.resolve("copy"));
            assertThat(Files.readAllBytes(folder.resolve("copy"))).isEqualTo(text);
            assertThatThrownBy(() -> content(client, second).get(ref.digest()))
                    .isInstanceOf(PcmException.Refused.class);
            assertThatThrownBy(() -> reading.get(ContentRef.of(new byte[] {1, 2, 3}).digest()))
                    .isInstanceOf(PcmException.Refused.class);
        }
    }

    private static Gateways gateways(URI... addresses) {
        return new Gateways(List.of(addresses), Duration.ofSeconds(10));
    }

    private static HttpContent content(PcmClient client, Gateways gateways) {
        Tokens tokens = new Tokens(client.identity(), client.ledger().id(), InstantSource.system());
        return new HttpContent(gateways, tokens);
    }
}
