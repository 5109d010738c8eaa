package org.pcm.gateway.information.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import org.pcm.cooperation.submission.Es256;
import org.pcm.cooperation.submission.SignatureCheck;

/**
 * ES256 by the fastest provider that runs here: the native one checks eight times as many
 * signatures a second as the JDK's. It is asked by object and never registered.
 */
public final class Checks {
    private static final Provider PROVIDER = provider();

    /** Safe for use by many threads. */
    public static final SignatureCheck ES256 = new Es256(PROVIDER);

    private Checks() {}

    /** Signs with r‖s, as JWS wants it. */
    static Signature signer() throws GeneralSecurityException {
        return Signature.getInstance("SHA256withECDSAinP1363Format", PROVIDER);
    }

    /** The same key as the provider wants it, which would else convert it at each signature. */
    static PrivateKey forSigning(PrivateKey key) {
        try {
            return KeyFactory.getInstance("EC", PROVIDER)
                    .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a P-256 key is none for " + PROVIDER, e);
        }
    }

    private static Provider provider() {
        try {
            AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
            if (corretto.getLoadingError() == null
                    && corretto.runSelfTests() == SelfTestStatus.PASSED) {
                return corretto;
            }
        } catch (LinkageError e) {
            // not built for this machine: the JDK's is as right, only slower
        }
        Provider jdk = Security.getProvider("SunEC");
        if (jdk == null) {
            throw new IllegalStateException("this Java has no ECDSA");
        }
        return jdk;
    }
}
