package org.pcm.gateway.information.fabric;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Identity;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Who the gateway is to Fabric. */
record ClientIdentity(Identity identity, Signer signer) {
    static ClientIdentity read(Profile profile) throws IOException {
        try {
            return new ClientIdentity(
                    new X509Identity(
                            profile.mspId(),
                            Identities.readX509Certificate(
                                    Files.readString(profile.certificate()))),
                    Signers.newPrivateKeySigner(
                            Identities.readPrivateKey(Files.readString(profile.key()))));
        } catch (GeneralSecurityException e) {
            throw new IOException("the profile's identity cannot be used: " + e.getMessage(), e);
        }
    }

    /** The identity as messages carry it. */
    ByteString serialized() {
        return SerializedIdentity.newBuilder()
                .setMspid(identity.getMspId())
                .setIdBytes(ByteString.copyFrom(identity.getCredentials()))
                .build()
                .toByteString();
    }

    ByteString sign(ByteString message) {
        try {
            return ByteString.copyFrom(signer.sign(Hash.SHA256.apply(message.toByteArray())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the profile's key does not sign", e);
        }
    }
}
