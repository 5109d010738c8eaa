package org.pcm.arbiter.channel;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Wire;

/**
 * All organisations of a channel under one configuration. Remembers identities it has seen: their
 * chains are checked once and their keys translated once. Safe for many threads.
 */
public final class Organisations {
    private static final int REMEMBERED = 10_000;

    private final Map<String, Organisation> byId;
    private final Map<ByteString, Identity> seen = new ConcurrentHashMap<>();

    Organisations(Map<String, Organisation> byId) {
        this.byId = Map.copyOf(byId);
    }

    /** The organisations, in no order. */
    public Collection<Organisation> all() {
        return byId.values();
    }

    /**
     * The identity that a creator or an endorser names.
     *
     * @param serialized a {@code msp.SerializedIdentity}
     * @throws Malformed where it cannot be read or its organisation is not of this channel
     */
    public Identity identify(ByteString serialized) throws Malformed {
        Identity known = seen.get(serialized);
        if (known != null) {
            return known;
        }
        SerializedIdentity named =
                Wire.parse(SerializedIdentity.parser(), serialized, "an identity");
        Organisation organisation = byId.get(named.getMspid());
        if (organisation == null) {
            throw new Malformed("the organisation " + named.getMspid() + " is not of this channel");
        }
        Identity identity = organisation.identify(named.getIdBytes());
        if (seen.size() < REMEMBERED) {
            seen.put(ByteString.copyFrom(serialized.toByteArray()), identity);
        }
        return identity;
    }

    boolean hasRole(Identity identity, MSPRoleType role) {
        Organisation organisation = byId.get(identity.organisation());
        return organisation != null && organisation.hasRole(identity, role);
    }
}
