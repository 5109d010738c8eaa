package org.pcm.cli.participant;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pcm.cli.console.Authorities;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.Places;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.http.Gateways;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which gateways to go through, and as whom. */
final class Connection {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String USUAL = "http://127.0.0.1:7080";

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = {
                "A gateway; more than one may be named (default: PCM_GATEWAY, else " + USUAL + ")."
            })
    private List<URI> gateways = List.of();

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "The key to sign with (default: PCM_IDENTITY, else .pcm/identity.key).")
    private Optional<Path> identity = Optional.empty();

    @Mixin private final Authorities authorities = new Authorities();

    /** A client that signs with the key. */
    PcmClient client() throws IOException {
        return PcmClient.connect(addresses(), identity(), authorities.trust());
    }

    /** The key to sign with. */
    Identity identity() throws IOException {
        return Identity.load(existing(keyFile(identity)));
    }

    /** Gateways to read from, for which no key is needed. */
    Gateways gateways() throws IOException {
        return new Gateways(addresses(), PATIENCE, authorities.trust());
    }

    /** The file that was named, else the usual one. */
    static Path keyFile(Optional<Path> named) {
        String usual = System.getenv("PCM_IDENTITY");
        return named.orElseGet(() ->
                usual == null || usual.isBlank() ? Places.of("identity.key") : Path.of(usual));
    }

    private static Path existing(Path key) {
        if (!Files.exists(key)) {
            throw new Failure(
                    "there is no key " + key + "; make one with: pcm identity new " + key);
        }
        return key;
    }

    private List<URI> addresses() {
        if (!gateways.isEmpty()) {
            return gateways;
        }
        String usual = System.getenv("PCM_GATEWAY");
        return List.of(URI.create(usual == null || usual.isBlank() ? USUAL : usual));
    }
}
