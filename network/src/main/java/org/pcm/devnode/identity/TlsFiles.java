package org.pcm.devnode.identity;

import java.nio.file.Path;

/** PEM files for one end of a TLS connection: own certificate and key, and whom to trust. */
public record TlsFiles(Path certificate, Path key, Path root) {
    static TlsFiles in(Path folder, Path root) {
        return new TlsFiles(folder.resolve("tls-cert.pem"), folder.resolve("tls-key.pem"), root);
    }
}
