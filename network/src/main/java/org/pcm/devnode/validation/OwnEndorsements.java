package org.pcm.devnode.validation;

import com.google.protobuf.ByteString;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.pcm.devnode.block.Hashes;
import org.pcm.devnode.identity.SigningIdentity;

/**
 * The endorsements this node made lately. Checking a signature costs far more than making one and
 * comparing a hash, so what one made oneself is recognised instead of verified again.
 */
public final class OwnEndorsements {
    private static final int REMEMBERED = 50_000;

    private final Map<ByteString, ByteString> digestBySignature =
            Collections.synchronizedMap(new Recent());

    private static final class Recent extends LinkedHashMap<ByteString, ByteString> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteString, ByteString> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** Endorses a proposal response: a signature over it and the endorser's identity. */
    public Endorsement make(SigningIdentity peer, byte[] response) {
        byte[] endorser = peer.serialized().toByteArray();
        ByteString signature = peer.sign(response, endorser);
        digestBySignature.put(signature, digest(response, endorser));
        return Endorsement.newBuilder()
                .setEndorser(peer.serialized())
                .setSignature(signature)
                .build();
    }

    /** Tells whether this node made exactly this endorsement of exactly this response. */
    boolean made(Endorsement endorsement, byte[] response) {
        ByteString digest = digestBySignature.get(endorsement.getSignature());
        return digest != null
                && digest.equals(digest(response, endorsement.getEndorser().toByteArray()));
    }

    private static ByteString digest(byte[] response, byte[] endorser) {
        return ByteString.copyFrom(Hashes.sha256(response, endorser));
    }
}
