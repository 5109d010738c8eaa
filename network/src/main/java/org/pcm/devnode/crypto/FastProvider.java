package org.pcm.devnode.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that chooses who does the arithmetic. Signatures are the largest CPU cost of a
 * devnode, and providers differ by a factor of eight: Amazon's where its native library loads, else
 * BouncyCastle, else the JDK's. Hashes go the same way, since the JDK's are slow until its second
 * compiler has seen them.
 */
final class FastProvider {
    private static final Logger LOG = LoggerFactory.getLogger(FastProvider.class);

    /** For signatures and their keys. */
    static final Provider SIGNATURES = signatures();

    /** For SHA-256. */
    static final Provider HASHES = hashes();

    private FastProvider() {}

    private static Provider signatures() {
        Provider provider = amazon();
        if (!works(provider)) {
            provider = new BouncyCastleProvider();
        }
        if (!works(provider)) {
            provider = Security.getProvider("SunEC");
        }
        LOG.debug("signatures by {}", provider);
        return provider;
    }

    private static Provider amazon() {
        try {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            return AmazonCorrettoCryptoProvider.INSTANCE;
        } catch (RuntimeException | LinkageError e) {
            return new BouncyCastleProvider();
        }
    }

    private static boolean works(Provider provider) {
        try {
            Signature.getInstance(Ecdsa.ALGORITHM, provider);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Provider hashes() {
        try {
            boolean amazon = SIGNATURES instanceof AmazonCorrettoCryptoProvider;
            return amazon ? SIGNATURES : MessageDigest.getInstance("SHA-256").getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
