package org.pcm.devnode.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.pcm.devnode.crypto.Ecdsa;

/** Certificates and private keys as PEM text; key files are readable by their owner only. */
public final class Pem {
    private static final Base64.Encoder LINES =
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    private static final String KEY = "PRIVATE KEY";

    private Pem() {}

    /** A certificate's text. */
    public static byte[] encode(X509Certificate certificate) {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException("certificate without encoding", e);
        }
    }

    /** The first certificate in a text. */
    public static X509Certificate certificate(byte[] pem) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem));
    }

    /** Writes a key to a new file that only its owner may read. */
    public static void writeKey(Path file, PrivateKey key) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, text(KEY, key.getEncoded()));
    }

    /** Reads a key that {@link #writeKey} wrote. */
    public static PrivateKey readKey(Path file) throws IOException, GeneralSecurityException {
        String body =
                Files.readString(file)
                        .replace("-----BEGIN " + KEY + "-----", "")
                        .replace("-----END " + KEY + "-----", "");
        return Ecdsa.privateKey(Base64.getMimeDecoder().decode(body));
    }

    private static byte[] text(String type, byte[] der) {
        return ("-----BEGIN "
                        + type
                        + "-----\n"
                        + LINES.encodeToString(der)
                        + "\n-----END "
                        + type
                        + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
