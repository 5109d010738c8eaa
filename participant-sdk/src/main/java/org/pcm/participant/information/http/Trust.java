package org.pcm.participant.information.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.pcm.participant.information.PcmException;

/**
 * Which authorities may say who a gateway is: those of the system, or instead of them those of one
 * file, for a root that only the consortium knows. Names in certificates are always checked.
 */
public final class Trust {

    private final SSLContext context;

    private Trust(SSLContext context) {
        this.context = context;
    }

    /** The authorities that the Java runtime trusts. */
    public static Trust system() {
        try {
            return new Trust(SSLContext.getDefault());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /**
     * Only the certificates in a file.
     *
     * @param bundle one or more certificates in PEM
     */
    public static Trust of(Path bundle) throws IOException {
        try {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            for (Certificate root : certificates(bundle)) {
                roots.setCertificateEntry("root-" + roots.size(), root);
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(roots);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new Trust(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** {@link #of} a file where one is named, else {@link #system}. */
    public static Trust of(Optional<Path> bundle) throws IOException {
        return bundle.isPresent() ? of(bundle.get()) : system();
    }

    private static Collection<? extends Certificate> certificates(Path bundle)
            throws IOException, GeneralSecurityException {
        byte[] pem = Files.readAllBytes(bundle);
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            throw new IOException(bundle + " holds no certificate in PEM: " + e.getMessage(), e);
        }
        throw new IOException(bundle + " holds no certificate in PEM");
    }

    /** For a client of one's own. */
    public SSLContext context() {
        return context;
    }

    /**
     * What is wrong, where a connection failed because of TLS; where the certificate or the address
     * is, trying the same again would not help.
     */
    public static Optional<PcmException.Unreachable> explain(URI gateway, IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> code = code(cause);
            if (code.isPresent()) {
                return Optional.of(
                        new PcmException.Unreachable(
                                code.get(), gateway + ": " + cause.getMessage()));
            }
        }
        return failure instanceof SSLException
                ? Optional.of(
                        new PcmException.Unreachable(
                                "TlsFailed", gateway + ": " + failure.getMessage()))
                : Optional.empty();
    }

    private static Optional<String> code(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                switch (cause) {
                    case CertificateExpiredException e -> "CertificateExpired";
                    case CertificateNotYetValidException e -> "CertificateExpired";
                    case CertificateException e when message.contains("subject alternative") ->
                            "WrongHost";
                    case CertificateException e when message.contains("no name matching") ->
                            "WrongHost";
                    case java.security.cert.CertPathBuilderException e -> "CertificateUntrusted";
                    case SSLException e when message.contains("unrecognized ssl message") ->
                            "NotHttps";
                    default -> null;
                });
    }
}
