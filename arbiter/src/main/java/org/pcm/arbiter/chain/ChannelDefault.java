package org.pcm.arbiter.chain;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.pcm.arbiter.channel.ChannelConfig;
import org.pcm.arbiter.channel.Policy;

/** The channel's default endorsement policy for every chaincode and its collections. */
final class ChannelDefault implements NamespacePolicies {
    private static final String IMPLICIT = "_implicit_org_";

    @Override
    public Optional<Policy> of(String namespace, ChannelConfig config) {
        return Optional.of(
                namespace.equals(LIFECYCLE) ? config.lifecycleEndorsement() : config.endorsement());
    }

    @Override
    public Optional<Policy> of(String namespace, String collection, ChannelConfig config) {
        return collection.startsWith(IMPLICIT)
                ? implicit(collection, config)
                : of(namespace, config);
    }

    @Override
    public Optional<Policy> ofKey(String namespace, String collection, ByteString key) {
        return Optional.empty();
    }

    /** Each organisation has a collection of its own in every namespace; it endorses alone. */
    static Optional<Policy> implicit(String collection, ChannelConfig config) {
        return config.organisationEndorsement(collection.substring(IMPLICIT.length()));
    }

    static boolean isImplicit(String collection) {
        return collection.startsWith(IMPLICIT);
    }
}
