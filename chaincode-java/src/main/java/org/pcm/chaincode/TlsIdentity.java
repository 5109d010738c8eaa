package org.pcm.chaincode;

import java.nio.file.Path;

/**
 * How the chaincode shows itself to peers and whom it trusts (mutual TLS), as PEM files.
 *
 * @param certificate the server's certificate chain
 * @param key its private key, PKCS#8
 * @param clientRoot the root of the peers' certificates
 */
public record TlsIdentity(Path certificate, Path key, Path clientRoot) {}
