package org.pcm.devnode.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.pcm.devnode.crypto.Ecdsa;

/**
 * Tells who an identity is: its certificate must be issued by the authority of the MSP it names, be
 * valid now, belong to no authority itself, and give exactly one role.
 */
public final class Membership {
    private static final int CACHED = 10_000;

    private final Map<String, X509Certificate> authorities;
    private final Map<ByteString, Member> known = new ConcurrentHashMap<>();

    /** What is known of an identity. */
    public sealed interface Verdict permits Member, Impostor, Stranger {}

    /** A valid identity of the channel. */
    public record Member(
            String mspId, Role role, PublicKey key, Instant notBefore, Instant notAfter)
            implements Verdict {
        private boolean validAt(Instant time) {
            return !time.isBefore(notBefore) && !time.isAfter(notAfter);
        }

        /** Tells whether this member made the signature over the concatenated parts. */
        public boolean signed(ByteString signature, byte[]... parts) {
            return Ecdsa.verify(key, signature.toByteArray(), parts);
        }
    }

    /** Has a certificate of an MSP's authority, and is no member all the same. */
    public record Impostor(String mspId) implements Verdict {}

    /** No authority of the MSP that it names, if any, has issued its certificate. */
    public record Stranger() implements Verdict {}

    public Membership(List<Organisation> organisations) {
        authorities =
                organisations.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Organisation::mspId, Organisation::authority));
    }

    /** Judges a serialized identity at this moment. */
    public Verdict judge(ByteString serialized) {
        Member member = known.get(serialized);
        if (member != null && member.validAt(Instant.now())) {
            return member;
        }
        Verdict verdict = examine(serialized);
        if (verdict instanceof Member fresh) {
            if (known.size() >= CACHED) {
                known.clear();
            }
            known.put(serialized, fresh);
        }
        return verdict;
    }

    /** The member that made the signature over the concatenated parts, if there is one. */
    public Optional<Member> signer(ByteString identity, ByteString signature, byte[]... parts) {
        return judge(identity) instanceof Member member && member.signed(signature, parts)
                ? Optional.of(member)
                : Optional.empty();
    }

    private Verdict examine(ByteString serialized) {
        SerializedIdentity identity;
        X509Certificate certificate;
        try {
            identity = SerializedIdentity.parseFrom(serialized);
            certificate = Pem.certificate(identity.getIdBytes().toByteArray());
        } catch (InvalidProtocolBufferException | GeneralSecurityException e) {
            return new Stranger();
        }
        X509Certificate authority = authorities.get(identity.getMspid());
        if (authority == null || certificate == null || !issuedBy(certificate, authority)) {
            return new Stranger();
        }
        return member(identity.getMspid(), certificate)
                .<Verdict>map(Function.identity())
                .orElseGet(() -> new Impostor(identity.getMspid()));
    }

    private static Optional<Member> member(String mspId, X509Certificate certificate) {
        if (certificate.getBasicConstraints() >= 0) {
            return Optional.empty();
        }
        Optional<Role> role = Role.of(organisationalUnits(certificate));
        if (role.isEmpty()) {
            return Optional.empty();
        }
        try {
            certificate.checkValidity();
            return Optional.of(
                    new Member(
                            mspId,
                            role.get(),
                            Ecdsa.publicKey(certificate.getPublicKey()),
                            certificate.getNotBefore().toInstant(),
                            certificate.getNotAfter().toInstant()));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static boolean issuedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
                    && Ecdsa.verify(
                            Ecdsa.publicKey(authority.getPublicKey()),
                            certificate.getSignature(),
                            certificate.getTBSCertificate());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static List<String> organisationalUnits(X509Certificate certificate) {
        X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return Arrays.stream(subject.getRDNs(BCStyle.OU))
                .map(rdn -> rdn.getFirst().getValue().toString())
                .toList();
    }
}
