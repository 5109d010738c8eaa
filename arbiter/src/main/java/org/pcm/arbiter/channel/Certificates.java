package org.pcm.arbiter.channel;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.pcm.arbiter.block.Malformed;

/** Reads certificates and what Fabric wants to know of them. */
final class Certificates {
    private Certificates() {}

    static X509Certificate read(ByteString pem) throws Malformed {
        try {
            return (X509Certificate) factory().generateCertificate(pem.newInput());
        } catch (CertificateException e) {
            throw new Malformed("a certificate cannot be read: " + e.getMessage());
        }
    }

    static List<X509Certificate> readAll(List<ByteString> pems) throws Malformed {
        List<X509Certificate> certificates = new ArrayList<>();
        for (ByteString pem : pems) {
            certificates.add(read(pem));
        }
        return List.copyOf(certificates);
    }

    static List<X509CRL> readRevocations(List<ByteString> pems) throws Malformed {
        List<X509CRL> lists = new ArrayList<>();
        for (ByteString pem : pems) {
            try {
                lists.add((X509CRL) factory().generateCRL(pem.newInput()));
            } catch (GeneralSecurityException e) {
                throw new Malformed("a revocation list cannot be read: " + e.getMessage());
            }
        }
        return List.copyOf(lists);
    }

    static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    /** The subject's organisational units. */
    static List<String> units(X509Certificate certificate) {
        try {
            LdapName name = new LdapName(certificate.getSubjectX500Principal().getName());
            List<String> units = new ArrayList<>();
            for (Rdn rdn : name.getRdns()) {
                if (rdn.getType().equalsIgnoreCase("OU")) {
                    units.add(String.valueOf(rdn.getValue()));
                }
            }
            return List.copyOf(units);
        } catch (InvalidNameException e) {
            throw new IllegalStateException("an X.500 name that does not print as one", e);
        }
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException e) {
            throw new IllegalStateException("every Java runtime reads X.509", e);
        }
    }
}
