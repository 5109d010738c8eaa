package org.pcm.devnode.identity;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.pcm.devnode.crypto.Ecdsa;

/**
 * Somebody whose key this node holds.
 *
 * @param serialized the identity as it stands in headers and endorsements
 */
public record SigningIdentity(
        String mspId,
        X509Certificate certificate,
        PrivateKey key,
        Path certificateFile,
        Path keyFile,
        ByteString serialized) {

    static SigningIdentity of(
            String mspId, X509Certificate certificate, PrivateKey key, Path cert, Path keyFile) {
        ByteString serialized =
                SerializedIdentity.newBuilder()
                        .setMspid(mspId)
                        .setIdBytes(ByteString.copyFrom(Pem.encode(certificate)))
                        .build()
                        .toByteString();
        return new SigningIdentity(mspId, certificate, key, cert, keyFile, serialized);
    }

    /** The certificate as PEM. */
    public ByteString pem() {
        return ByteString.copyFrom(Pem.encode(certificate));
    }

    /** Signs the concatenated parts with a low S. */
    public ByteString sign(byte[]... parts) {
        return ByteString.copyFrom(Ecdsa.sign(key, parts));
    }
}
