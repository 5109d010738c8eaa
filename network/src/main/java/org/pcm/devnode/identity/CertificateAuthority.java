package org.pcm.devnode.identity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.pcm.devnode.crypto.Ecdsa;

/**
 * Issues certificates for one organisation, which stands as O in all of them. A devnode's says
 * plainly that it is one, so that nobody mistakes its certificates for those of a consortium.
 */
public record CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    /** Stands as O in every certificate a devnode makes. */
    static final String DISCLAIMER = "PCM devnode (no consortium)";

    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

    /** A key pair with the certificate that speaks for it. */
    public record Issued(X509Certificate certificate, PrivateKey key) {}

    static CertificateAuthority selfSigned(String commonName) {
        return selfSigned(DISCLAIMER, commonName);
    }

    /** A new authority. */
    public static CertificateAuthority selfSigned(String organisation, String commonName) {
        KeyPair pair = Ecdsa.newKeyPair();
        X500Name name = subject(organisation, commonName).build();
        JcaX509v3CertificateBuilder builder = builder(name, name, pair.getPublic());
        try {
            extend(builder, pair.getPublic(), pair.getPublic(), true);
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(
                            new KeyPurposeId[] {
                                KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth
                            }));
            return new CertificateAuthority(signed(builder, pair.getPrivate()), pair.getPrivate());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make the authority " + commonName, e);
        }
    }

    /** Issues a signing certificate whose OU gives the role. */
    public Issued issue(String commonName, Role role) {
        return issue(
                subject(commonName).addRDN(BCStyle.OU, role.organisationalUnit()).build(),
                List.of());
    }

    /** Issues a TLS certificate for the given host names and addresses. */
    public Issued issueTls(String commonName, List<String> hosts) {
        return issue(subject(commonName).build(), hosts);
    }

    private Issued issue(X500Name subject, List<String> hosts) {
        KeyPair pair = Ecdsa.newKeyPair();
        X500Name issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        JcaX509v3CertificateBuilder builder = builder(issuer, subject, pair.getPublic());
        try {
            extend(builder, pair.getPublic(), certificate.getPublicKey(), false);
            if (!hosts.isEmpty()) {
                forTls(builder, hosts);
            }
            return new Issued(signed(builder, key), pair.getPrivate());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot issue a certificate to " + subject, e);
        }
    }

    private X500NameBuilder subject(String commonName) {
        X500Name own = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return subject(
                IETFUtils.valueToString(own.getRDNs(BCStyle.O)[0].getFirst().getValue()),
                commonName);
    }

    private static X500NameBuilder subject(String organisation, String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.CN, commonName);
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, new SecureRandom()),
                Date.from(now.minus(CLOCK_SLACK)),
                Date.from(now.plus(VALIDITY)),
                subject,
                key);
    }

    /** A subject key identifier is a must: Fabric refuses certificate authorities without one. */
    private static void extend(
            JcaX509v3CertificateBuilder builder,
            PublicKey subjectKey,
            PublicKey issuerKey,
            boolean authority)
            throws IOException, GeneralSecurityException {
        int usage = KeyUsage.digitalSignature;
        if (authority) {
            usage |= KeyUsage.keyCertSign | KeyUsage.cRLSign;
        }
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        identifiers.createSubjectKeyIdentifier(subjectKey))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        identifiers.createAuthorityKeyIdentifier(issuerKey));
    }

    private static void forTls(JcaX509v3CertificateBuilder builder, List<String> hosts)
            throws IOException {
        GeneralName[] names =
                hosts.stream()
                        .map(h ->
                                new GeneralName(
                                        isAddress(h) ? GeneralName.iPAddress : GeneralName.dNSName,
                                        h))
                        .toArray(GeneralName[]::new);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
                .addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(
                                new KeyPurposeId[] {
                                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                                }));
    }

    private static boolean isAddress(String host) {
        return host.matches("[0-9.]+") || host.contains(":");
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(new LowSSigner(key)));
    }

    /** Signs with a low S, since Fabric re-encodes other certificates, which changes identities. */
    private static final class LowSSigner implements ContentSigner {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final PrivateKey key;

        LowSSigner(PrivateKey key) {
            this.key = key;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        }

        @Override
        public OutputStream getOutputStream() {
            return content;
        }

        @Override
        public byte[] getSignature() {
            return Ecdsa.sign(key, content.toByteArray());
        }
    }
}
