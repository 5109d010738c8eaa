package org.pcm.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pcm.devnode.identity.Pem;
import org.pcm.network.folder.Site;

/** A certificate of the network that will soon hold no more, or does not already. */
public record EndingCertificate(Path file, Instant end) {
    /** All that end within a time from {@code now}. */
    static List<EndingCertificate> within(Duration time, Instant now, Site site, int organisations)
            throws IOException {
        List<EndingCertificate> ending = new ArrayList<>();
        for (int number = 1; number <= organisations; number++) {
            for (Path file : certificates(site.organisation(number).root())) {
                Instant end = end(file);
                if (end.isBefore(now.plus(time))) {
                    ending.add(new EndingCertificate(file, end));
                }
            }
        }
        return ending;
    }

    private static List<Path> certificates(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith("cert.pem"))
                    .sorted()
                    .toList();
        }
    }

    private static Instant end(Path file) throws IOException {
        try {
            return Pem.certificate(Files.readAllBytes(file)).getNotAfter().toInstant();
        } catch (CertificateException e) {
            throw new IOException(file + " is no certificate", e);
        }
    }
}
