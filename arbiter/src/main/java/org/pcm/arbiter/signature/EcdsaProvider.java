package org.pcm.arbiter.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that chooses who computes ECDSA: verifying is the largest cost of an audit, and the
 * native provider is some eight times faster than the JDK's. Order: AmazonCorrettoCryptoProvider,
 * BouncyCastle, the JDK. The provider is asked by object and never registered, so that the choice
 * touches nobody else in the process.
 */
final class EcdsaProvider {
    private static final Logger LOG = LoggerFactory.getLogger(EcdsaProvider.class);
    static final Provider CHOSEN = choose();

    private EcdsaProvider() {}

    private static Provider choose() {
        try {
            AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
            if (corretto.getLoadingError() == null) {
                return corretto;
            }
            LOG.debug("the native provider does not load: {}", corretto.getLoadingError());
        } catch (LinkageError e) {
            LOG.debug("the native provider does not load", e);
        }
        try {
            return new BouncyCastleProvider();
        } catch (LinkageError e) {
            LOG.debug("BouncyCastle is not there", e);
            return jdk();
        }
    }

    private static Provider jdk() {
        Provider provider = Security.getProvider("SunEC");
        if (provider == null) {
            throw new IllegalStateException("this Java runtime has no ECDSA");
        }
        return provider;
    }
}
