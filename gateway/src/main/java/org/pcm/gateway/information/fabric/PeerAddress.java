package org.pcm.gateway.information.fabric;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a peer is.
 *
 * @param address host and port of its gateway service
 * @param tlsRoot PEM of the CA that signed its TLS certificate; without it the connection is in
 *     plain text
 * @param serverName the name in that certificate, where it is not the address's
 * @param mspId the organisation whose peer it is
 */
public record PeerAddress(
        String address, Optional<Path> tlsRoot, Optional<String> serverName, String mspId) {}
