package org.pcm.gateway.information.tls;

import java.nio.file.Path;

/**
 * Where the gateway's certificate lies. Both files are PEM, as authorities and {@code openssl}
 * write them.
 *
 * @param certificate the gateway's own first, then those between it and the root
 * @param key its private key, EC or RSA, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}
