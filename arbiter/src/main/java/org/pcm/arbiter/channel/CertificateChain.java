package org.pcm.arbiter.channel;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.signature.Ecdsa;

/**
 * Builds the one chain from a member's certificate up to a root of its organisation. As Fabric's
 * peers do when they validate, the chain is judged at the moment the member's certificate became
 * valid plus one second: a ledger must not turn invalid because certificates expire. That an
 * expired identity sends nothing new is for orderers and endorsers to see to.
 */
final class CertificateChain {
    private static final int LONGEST = 8;
    private static final int MAY_SIGN_CERTIFICATES = 5;

    private final List<X509Certificate> roots;
    private final List<X509Certificate> intermediates;
    private final List<X509CRL> revocations;

    CertificateChain(
            List<X509Certificate> roots,
            List<X509Certificate> intermediates,
            List<X509CRL> revocations) {
        this.roots = roots;
        this.intermediates = intermediates;
        this.revocations = revocations;
    }

    /**
     * The chain, the given certificate first, the root last.
     *
     * @throws Malformed where there is none, more than one, or the certificate is revoked
     */
    List<X509Certificate> of(X509Certificate member) throws Malformed {
        Date when = Date.from(member.getNotBefore().toInstant().plusSeconds(1));
        List<List<X509Certificate>> found = new ArrayList<>();
        extend(new ArrayList<>(List.of(member)), when, found);
        if (found.size() != 1) {
            throw new Malformed(
                    found.isEmpty()
                            ? "no chain leads from the certificate to a root of its organisation"
                            : "more than one chain leads from the certificate to a root");
        }
        List<X509Certificate> chain = found.get(0);
        if (isRevoked(member, chain.get(1))) {
            throw new Malformed("the certificate is revoked");
        }
        return chain;
    }

    private void extend(List<X509Certificate> path, Date when, List<List<X509Certificate>> found) {
        X509Certificate last = path.get(path.size() - 1);
        for (X509Certificate root : roots) {
            if (issued(root, last, path.size() - 1, when)) {
                List<X509Certificate> whole = new ArrayList<>(path);
                whole.add(root);
                found.add(List.copyOf(whole));
            }
        }
        for (X509Certificate next : intermediates) {
            boolean fresh = path.size() < LONGEST && !path.contains(next);
            if (fresh && issued(next, last, path.size() - 1, when)) {
                path.add(next);
                extend(path, when, found);
                path.remove(path.size() - 1);
            }
        }
    }

    /** Whether the authority issued the certificate, with so many authorities below it. */
    private static boolean issued(
            X509Certificate authority, X509Certificate certificate, int below, Date when) {
        if (!authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                || authority.getBasicConstraints() < below) {
            return false;
        }
        boolean[] usage = authority.getKeyUsage();
        if (usage != null && !usage[MAY_SIGN_CERTIFICATES]) {
            return false;
        }
        try {
            authority.checkValidity(when);
            certificate.checkValidity(when);
        } catch (CertificateException e) {
            return false;
        }
        return Ecdsa.isIssuedBy(certificate, authority.getPublicKey());
    }

    private boolean isRevoked(X509Certificate certificate, X509Certificate issuer) {
        for (X509CRL list : revocations) {
            if (list.getRevokedCertificate(certificate.getSerialNumber()) != null
                    && list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                    && isSignedBy(list, issuer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSignedBy(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
