package org.pcm.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.round.WeightTerms;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.json.Json;

/**
 * How the providers come together: each makes its key, registers, and writes its site file; the
 * coordinator opens the cooperation. The others join when their agents start.
 *
 * @param folder where each provider has a folder of its own
 */
record Gathering(Path folder, URI gateway, String genesis) {
    /** A demo lasts seconds, so weights move a hundred times as fast as they usually do. */
    private static final WeightTerms FAST =
            new WeightTerms(100, 10_000, 1_000, 6_000, 6_000, 3_000, 6_000);

    /** Makes a provider's key and enters the registry. */
    void register(Provider provider) throws IOException {
        Files.createDirectories(home(provider));
        try (PcmClient client = PcmClient.connect(gateway, Identity.create(key(provider)))) {
            client.register(provider.name(), provider.tier(), List.of("word-count"));
        }
    }

    /** Opens the cooperation. */
    void open() throws IOException {
        Provider opener = Provider.coordinator();
        try (PcmClient client = client()) {
            client.open(WordCount.COOPERATION, Terms.DEFAULT.withWeights(FAST), opener.pledge());
        }
    }

    /** The coordinator's client. */
    PcmClient client() throws IOException {
        return PcmClient.connect(gateway, Identity.load(key(Provider.coordinator())));
    }

    /** Writes the file that the provider's agent starts with. */
    Path site(Provider provider, boolean allowUnsandboxed) throws IOException {
        ObjectNode site =
                Json.object()
                        .put("name", provider.name())
                        .put("identity", key(provider).toAbsolutePath().toString())
                        .put("genesis", genesis)
                        .put("work", home(provider).resolve("work").toAbsolutePath().toString())
                        .put("allowUnsandboxed", allowUnsandboxed);
        site.putArray("gateways").add(gateway.toString());
        ObjectNode cooperation = site.putArray("cooperations").addObject();
        cooperation.put("name", WordCount.COOPERATION);
        cooperation
                .putObject("pledge")
                .put("milliCpu", provider.pledge().milliCpu())
                .put("memoryMib", provider.pledge().memoryMib())
                .put("gpus", provider.pledge().gpus());
        site.putObject("limits").put("memoryMibMax", provider.memoryMibMax());
        return Files.writeString(home(provider).resolve("site.json"), Json.pretty(site));
    }

    private Path home(Provider provider) {
        return folder.resolve(provider.name());
    }

    private Path key(Provider provider) {
        return home(provider).resolve("identity.key");
    }
}
