package org.pcm.arbiter.channel;

import com.google.protobuf.ByteString;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Wire;

/** How to call an identity in print, without judging it. */
public final class IdentityName {
    private IdentityName() {}

    /** The organisation and the certificate's subject. */
    public static String of(ByteString serialized) {
        try {
            SerializedIdentity identity =
                    Wire.parse(SerializedIdentity.parser(), serialized, "an identity");
            return identity.getMspid()
                    + " "
                    + Certificates.read(identity.getIdBytes()).getSubjectX500Principal().getName();
        } catch (Malformed e) {
            return serialized.isEmpty() ? "nobody" : "unreadable (" + e.why() + ")";
        }
    }
}
