package org.pcm.cli.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.pcm.participant.information.http.Trust;
import picocli.CommandLine.Option;

/** Who may vouch for a gateway that is reached by HTTPS. */
public final class Authorities {
    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = {
                "Certificates (PEM) that vouch for gateways at https:// addresses",
                "(default: PCM_CA, else the system's)."
            })
    private Optional<Path> file = Optional.empty();

    /** The file that was named, if any. */
    public Optional<Path> file() {
        return fileOr(Optional.empty());
    }

    /** The file that was named here, else the one {@code written} elsewhere, else the usual one. */
    public Optional<Path> fileOr(Optional<Path> written) {
        String usual = System.getenv("PCM_CA");
        return file.or(() -> written)
                .or(() ->
                        usual == null || usual.isBlank()
                                ? Optional.empty()
                                : Optional.of(Path.of(usual)));
    }

    /** What to trust. */
    public Trust trust() throws IOException {
        return Trust.of(file());
    }
}
