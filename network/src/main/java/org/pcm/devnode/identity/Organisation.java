package org.pcm.devnode.identity;

import com.google.protobuf.ByteString;
import java.security.cert.X509Certificate;

/**
 * One of the devnode's four pretended organisations with everything it signs with.
 *
 * @param number 1 to 4; also the orderer's consenter id
 * @param authority issues its identities
 * @param tlsAuthority issues its TLS certificates
 * @param ordererTls the orderer's TLS certificate; only named in the channel's configuration
 */
public record Organisation(
        int number,
        X509Certificate authority,
        X509Certificate tlsAuthority,
        SigningIdentity peer,
        SigningIdentity orderer,
        SigningIdentity admin,
        SigningIdentity user,
        SigningIdentity ordererTls) {

    public String mspId() {
        return mspId(number);
    }

    /** A name for the organisation's node, as it would stand in a real network's configuration. */
    public String host(String node) {
        return node + "." + name(number).toLowerCase(java.util.Locale.ROOT) + ".devnode";
    }

    public ByteString authorityPem() {
        return ByteString.copyFrom(Pem.encode(authority));
    }

    public ByteString tlsAuthorityPem() {
        return ByteString.copyFrom(Pem.encode(tlsAuthority));
    }

    static String name(int number) {
        return "Org" + number;
    }

    static String mspId(int number) {
        return name(number) + "MSP";
    }
}
