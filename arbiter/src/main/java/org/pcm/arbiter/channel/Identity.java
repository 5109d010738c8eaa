package org.pcm.arbiter.channel;

import com.google.protobuf.ByteString;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.pcm.arbiter.signature.Ecdsa;

/**
 * A member of an organisation, as its certificate names it. It need not be valid: {@link #fault}
 * says why not, and an invalid identity satisfies no principal.
 *
 * @param organisation the MSP's id
 * @param key ready for {@link Ecdsa#verify}
 * @param units the subject's organisational units
 * @param issuer the authority that issued the certificate; the certificate itself where unknown
 * @param fault why the identity is not valid; empty when it is
 */
public record Identity(
        String organisation,
        X509Certificate certificate,
        PublicKey key,
        List<String> units,
        X509Certificate issuer,
        String fault) {

    /** Copies the list. */
    public Identity {
        units = List.copyOf(units);
    }

    /** Whether chain and role were found good. */
    public boolean isValid() {
        return fault.isEmpty();
    }

    /** Whether this identity's key made the signature over all parts laid end to end. */
    public boolean signed(ByteString signature, ByteString... parts) {
        return Ecdsa.verify(key, signature, parts);
    }

    /** Whether both hold the very same certificate of the same organisation. */
    public boolean isSameAs(Identity other) {
        return organisation.equals(other.organisation) && certificate.equals(other.certificate);
    }

    /** The subject's name and organisation, for people. */
    public String name() {
        return organisation + " " + certificate.getSubjectX500Principal().getName();
    }
}
