package org.pcm.bench.cycle;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.http.Gateways;

/**
 * A registered participant with its own key and its own connections.
 *
 * @param client for what is done once: joining
 * @param gateways for its load
 */
record Participant(String name, Identity identity, PcmClient client, Gateways gateways)
        implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Participant register(URI gateway, String name, Path folder) throws IOException {
        PcmClient client =
                PcmClient.connect(gateway, Identity.create(folder.resolve(name + ".key")));
        Identity identity = client.register(name, Tier.HPC, List.of());
        return new Participant(name, identity, client, new Gateways(List.of(gateway), PATIENCE));
    }

    @Override
    public void close() {
        client.close();
        gateways.close();
    }
}
