package org.pcm.gateway.information.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperledger.fabric.client.identity.Identities;

/**
 * A certificate with its chain and the key that it speaks for. Whoever holds one knows that the two
 * fit and that the certificate holds now; every failure to read one names the file and the way out.
 */
record Certificate(List<X509Certificate> chain, PrivateKey key) {
    private static final Pattern KEY =
            Pattern.compile(
                    "-----BEGIN ((?:\\w+ )?PRIVATE KEY)-----.*?-----END \\1-----", Pattern.DOTALL);

    /** DNS name, IP address (RFC 5280 §4.2.1.6). */
    private static final Set<Object> HOSTS = Set.of(2, 7);

    private static final char[] NO_PASSWORD = {};
    private static final byte[] PROBE = "whose key is this".getBytes(StandardCharsets.US_ASCII);

    static Certificate read(TlsFiles files, Instant now) throws IOException {
        Certificate read = new Certificate(chain(files.certificate()), key(files.key()));
        if (!read.fits()) {
            throw new IOException(
                    files.key()
                            + " is not the key of the certificate in "
                            + files.certificate()
                            + "; name the two files that were made together");
        }
        read.checkOrder(files.certificate());
        read.checkHolds(files.certificate(), now);
        return read;
    }

    private void checkOrder(Path file) throws IOException {
        for (int i = 1; i < chain.size(); i++) {
            X509Certificate issued = chain.get(i - 1);
            if (!issued.getIssuerX500Principal().equals(chain.get(i).getSubjectX500Principal())) {
                throw new IOException(
                        "certificate "
                                + (i + 1)
                                + " in "
                                + file
                                + " did not issue the one before it; put the gateway's first, then"
                                + " its issuer's, and so on");
            }
        }
    }

    private static List<X509Certificate> chain(Path file) throws IOException {
        try {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(Files.readAllBytes(file)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            throw new IOException(file + " holds no certificate in PEM: " + e.getMessage(), e);
        }
        throw new IOException(file + " holds no certificate in PEM");
    }

    private static PrivateKey key(Path file) throws IOException {
        String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
        Matcher key = KEY.matcher(pem);
        if (pem.contains("ENCRYPTED") || !key.find()) {
            throw new IOException(
                    file
                            + " holds no plain private key in PEM; make one of an encrypted key with:"
                            + " openssl pkey -in ENCRYPTED -out PLAIN");
        }
        try {
            return Identities.readPrivateKey(key.group());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException(file + " holds no usable private key: " + e.getMessage(), e);
        }
    }

    private boolean fits() throws IOException {
        try {
            Signature signature = Signature.getInstance("SHA256with" + algorithm());
            signature.initSign(key);
            signature.update(PROBE);
            byte[] probe = signature.sign();
            signature.initVerify(chain.getFirst().getPublicKey());
            signature.update(PROBE);
            return signature.verify(probe);
        } catch (java.security.InvalidKeyException | java.security.SignatureException e) {
            return false; // a key of another kind
        } catch (GeneralSecurityException e) {
            throw new IOException("keys of the kind " + key.getAlgorithm() + " do not serve", e);
        }
    }

    private String algorithm() {
        return key.getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
    }

    private void checkHolds(Path file, Instant now) throws IOException {
        X509Certificate own = chain.getFirst();
        if (now.isAfter(end())) {
            throw new IOException(
                    "the certificate in " + file + " ended on " + end() + "; have it renewed");
        }
        if (now.isBefore(own.getNotBefore().toInstant())) {
            throw new IOException(
                    "the certificate in "
                            + file
                            + " holds only from "
                            + own.getNotBefore().toInstant()
                            + " on; check this machine's clock");
        }
    }

    /** The names and addresses it vouches for; clients look at these and nothing else. */
    List<String> names() {
        try {
            Collection<List<?>> all = chain.getFirst().getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(name -> HOSTS.contains(name.getFirst()))
                            .map(name -> name.get(1).toString())
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of(); // then clients find no name in it, either
        }
    }

    /** When it ends. */
    Instant end() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    /** The same as Java's TLS wants it. */
    KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("gateway", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate does not become a key store", e);
        }
    }
}
