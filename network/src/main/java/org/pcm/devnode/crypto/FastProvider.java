package org.pcm.devnode.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that chooses who does the arithmetic. Signatures are the largest CPU cost of a
 * devnode, and providers differ by a factor of eight: Amazon's where its native library loads, else
 * BouncyCastle, which needs none and still beats the JDK's by five. Hashes go the same way, since
 * the JDK's are slow until its second compiler has seen them.
 */
final class FastProvider {
    private static final Logger LOG = LoggerFactory.getLogger(FastProvider.class);
    private static final boolean NATIVE = nativeWorks();

    /** For signatures and their keys. */
    static final Provider SIGNATURES =
            NATIVE ? AmazonCorrettoCryptoProvider.INSTANCE : new BouncyCastleProvider();

    /** For SHA-256. */
    static final Provider HASHES =
            NATIVE ? AmazonCorrettoCryptoProvider.INSTANCE : ofTheJdk("SHA-256");

    private FastProvider() {}

    private static boolean nativeWorks() {
        try {
            Provider amazon = AmazonCorrettoCryptoProvider.INSTANCE;
            Signature.getInstance(Ecdsa.ALGORITHM, amazon);
            return true;
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            LOG.info("no native cryptography, signatures will be slower: {}", e.toString());
            return false;
        }
    }

    private static Provider ofTheJdk(String hash) {
        try {
            return MessageDigest.getInstance(hash).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + hash, e);
        }
    }
}
