package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Path;
import org.pcm.participant.Site;
import picocli.CommandLine.Parameters;

/** Which site. */
final class SiteParameter {
    @Parameters(paramLabel = "SITE", description = "The site file (docs/agent.md).")
    private Path file = Path.of("");

    Site read() throws IOException {
        return Site.read(file);
    }
}
