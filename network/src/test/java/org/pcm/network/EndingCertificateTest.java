package org.pcm.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.devnode.identity.Pem;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.identity.Keys;

/** The certificates of a network whose keys were made and one of which was replaced. */
class EndingCertificateTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir Path folder;
    private Path replaced = Path.of("");

    @BeforeEach
    void makeKeys() throws IOException {
        Site site = new Site(folder);
        Settings.begun(4, 7_200, "pcm", "/nowhere").asEstablished().write(site);
        Keys.make(site.organisation(2));
        for (int number : List.of(1, 3, 4)) {
            Files.createDirectories(site.organisation(number).root());
        }
        replaced = site.organisation(2).peer().tlsCertificate();
    }

    private List<EndingCertificate> ending() throws IOException {
        return LocalNetwork.in(folder).orElseThrow().endingCertificates(now);
    }

    private void replaceByOneThatEnds(Instant end)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=peer2");
        var certificate =
                new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.TWO,
                                Date.from(now.minus(Duration.ofDays(360))),
                                Date.from(end),
                                name,
                                pair.getPublic())
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(pair.getPrivate()));
        Files.write(
                replaced,
                Pem.encode(new JcaX509CertificateConverter().getCertificate(certificate)));
    }

    @Test
    void of_new_ones_none_ends_soon() throws IOException {
        assertThat(ending()).isEmpty();
    }

    @Test
    void one_that_ends_in_29_days_is_named_with_its_end() throws Exception {
        Instant end = now.plus(Duration.ofDays(29));
        replaceByOneThatEnds(end);
        assertThat(ending()).containsExactly(new EndingCertificate(replaced, end));
    }

    @Test
    void one_that_has_ended_already_is_named_too() throws Exception {
        replaceByOneThatEnds(now.minus(Duration.ofDays(1)));
        assertThat(ending()).extracting(EndingCertificate::file).containsExactly(replaced);
    }

    @Test
    void one_that_ends_in_31_days_is_not_named_yet() throws Exception {
        replaceByOneThatEnds(now.plus(Duration.ofDays(31)));
        assertThat(ending()).isEmpty();
    }
}
