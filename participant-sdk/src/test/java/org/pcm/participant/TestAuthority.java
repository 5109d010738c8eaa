package org.pcm.participant;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A private root that issues what a gateway's operator may have: good certificates and bad. */
final class TestAuthority {

    private static final Duration DAY = Duration.ofDays(1);
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final X500Name name = new X500Name("CN=root " + SERIAL.get());
    private final KeyPair pair = newPair("EC");
    private final X509Certificate root =
            certificate(name, pair, new BasicConstraints(true), "root", Instant.now().plus(DAY));

    /** A certificate and its key. */
    record Issued(X509Certificate certificate, PrivateKey key) {

        Path writeCertificate(Path file) throws IOException {
            return Files.writeString(file, pem("CERTIFICATE", encoded(certificate)));
        }

        Path writeKey(Path file) throws IOException {
            return Files.writeString(file, pem("PRIVATE KEY", key.getEncoded()));
        }
    }

    /** Writes the root's certificate. */
    Path write(Path file) throws IOException {
        return new Issued(root, pair.getPrivate()).writeCertificate(file);
    }

    /** Issues a certificate for a host. */
    Issued issue(String algorithm, String host) {
        return issue(algorithm, host, Instant.now().plus(DAY));
    }

    /** Issues one that ended an hour ago. */
    Issued issueEnded(String host) {
        return issue("EC", host, Instant.now().minus(Duration.ofHours(1)));
    }

    private Issued issue(String algorithm, String host, Instant end) {
        KeyPair own = newPair(algorithm);
        X500Name subject = new X500Name("CN=" + host);
        return new Issued(
                certificate(subject, own, new BasicConstraints(false), host, end),
                own.getPrivate());
    }

    private X509Certificate certificate(
            X500Name subject, KeyPair of, BasicConstraints kind, String host, Instant end) {
        int type = host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
        try {
            JcaX509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.valueOf(SERIAL.getAndIncrement()),
                            Date.from(Instant.now().minus(DAY.multipliedBy(2))),
                            Date.from(end),
                            subject,
                            of.getPublic());
            builder.addExtension(Extension.basicConstraints, true, kind);
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(type, host)));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(pair.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newPair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
