package org.pcm.arbiter.signature;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import org.pcm.cooperation.submission.Es256;
import org.pcm.cooperation.submission.SignatureCheck;

/** Checks ECDSA signatures over SHA-256 as Fabric does: DER, low S only. */
public final class Ecdsa {
    private Ecdsa() {}

    /** The check that the contract asks for submissions' signatures, by the same provider. */
    public static SignatureCheck submissionCheck() {
        return new Es256(EcdsaProvider.CHOSEN);
    }

    /**
     * Translates a key once, so that later checks need not: a fresh key object for each check makes
     * them three times slower.
     *
     * @throws GeneralSecurityException where it is no elliptic curve key
     */
    public static PublicKey prepare(PublicKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", EcdsaProvider.CHOSEN)
                .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    /**
     * Whether the signature is the key's over all parts laid end to end. A high S or an encoding
     * that is not strict DER is refused, so nobody can make a second signature out of a good one.
     *
     * @param key as {@link #prepare} gives it
     */
    public static boolean verify(PublicKey key, ByteString signature, ByteString... parts) {
        if (!EcdsaEncoding.isStrictLowS(signature)) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("SHA256withECDSA", EcdsaProvider.CHOSEN);
            check.initVerify(key);
            for (ByteString part : parts) {
                for (var buffer : part.asReadOnlyByteBufferList()) {
                    check.update(buffer);
                }
            }
            return check.verify(signature.toByteArray());
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the ECDSA provider fails", e);
        }
    }

    /** Whether the authority's key signed the certificate, by ECDSA or whatever else it uses. */
    public static boolean isIssuedBy(X509Certificate certificate, PublicKey authority) {
        try {
            certificate.verify(
                    authority,
                    authority.getAlgorithm().equals("EC")
                            ? EcdsaProvider.CHOSEN
                            : Signature.getInstance(certificate.getSigAlgName()).getProvider());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
