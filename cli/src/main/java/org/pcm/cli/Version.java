package org.pcm.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.pcm.cooperation.round.Rules;
import picocli.CommandLine.IVersionProvider;

/**
 * What {@code pcm --version} says: which program this is, which rules it knows, what it runs on.
 */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties built = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Version.class.getResourceAsStream("pcm.properties"))) {
            built.load(in);
        }
        return new String[] {
            "pcm %s, rules %d to %d, Java %s"
                    .formatted(
                            built.getProperty("version"),
                            Rules.FIRST,
                            Rules.LATEST,
                            Runtime.version())
        };
    }
}
