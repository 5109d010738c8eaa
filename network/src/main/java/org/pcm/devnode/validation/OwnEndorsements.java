package org.pcm.devnode.validation;

import com.google.protobuf.ByteString;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.pcm.devnode.crypto.Sha256;
import org.pcm.devnode.identity.SigningIdentity;

/**
 * The endorsements this node made lately. Checking a signature costs far more than making one and
 * comparing a hash, so what one made oneself is recognised instead of verified again.
 */
public final class OwnEndorsements {
    private static final int REMEMBERED = 50_000;

    private final Map<ByteString, Made> bySignature = Collections.synchronizedMap(new Recent());

    private record Made(ByteString endorser, ByteString responseHash) {}

    private static final class Recent extends LinkedHashMap<ByteString, Made> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteString, Made> eldest) {
            return size() > REMEMBERED;
        }
    }

    /**
     * Endorses a proposal response by each of the peers: signatures over it and their identities.
     */
    public List<Endorsement> make(List<SigningIdentity> peers, byte[] response) {
        ByteString hash = hash(response);
        return peers.stream().map(peer -> make(peer, response, hash)).toList();
    }

    private Endorsement make(SigningIdentity peer, byte[] response, ByteString hash) {
        ByteString signature = peer.sign(response, peer.serialized().toByteArray());
        bySignature.put(signature, new Made(peer.serialized(), hash));
        return Endorsement.newBuilder()
                .setEndorser(peer.serialized())
                .setSignature(signature)
                .build();
    }

    /** Tells whether this node made exactly this endorsement of the response with this hash. */
    boolean made(Endorsement endorsement, ByteString responseHash) {
        return new Made(endorsement.getEndorser(), responseHash)
                .equals(bySignature.get(endorsement.getSignature()));
    }

    static ByteString hash(byte[] response) {
        return ByteString.copyFrom(Sha256.of(response));
    }
}
