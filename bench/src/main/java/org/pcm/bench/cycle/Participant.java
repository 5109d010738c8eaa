package org.pcm.bench.cycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.http.Gateways;

/**
 * A registered participant with its own key.
 *
 * @param client for what is done once: joining
 * @param gateways for its load; whoever registers it closes them
 */
record Participant(String name, Identity identity, PcmClient client, Gateways gateways)
        implements AutoCloseable {
    static Participant register(URI gateway, String name, Path folder, Gateways gateways) {
        try {
            PcmClient client =
                    PcmClient.connect(gateway, Identity.create(folder.resolve(name + ".key")));
            Identity identity = client.register(name, Tier.HPC, List.of());
            return new Participant(name, identity, client, gateways);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
