package org.pcm.devnode.chaincode;

import java.util.Optional;
import org.pcm.devnode.identity.TlsFiles;

/**
 * Where a chaincode server listens.
 *
 * @param address host:port
 * @param tls how to reach it by TLS: whom to trust, and the certificate and key this node shows;
 *     without it the connection is in plain text
 */
public record ChaincodeEndpoint(String address, Optional<TlsFiles> tls) {
    /** An endpoint in plain text, for servers on the same machine. */
    public static ChaincodeEndpoint plain(String address) {
        return new ChaincodeEndpoint(address, Optional.empty());
    }

    /** An endpoint reached by mutual TLS. */
    public static ChaincodeEndpoint tls(String address, TlsFiles files) {
        return new ChaincodeEndpoint(address, Optional.of(files));
    }
}
