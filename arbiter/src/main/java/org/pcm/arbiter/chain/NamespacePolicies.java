package org.pcm.arbiter.chain;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.pcm.arbiter.channel.ChannelConfig;
import org.pcm.arbiter.channel.Policy;

/**
 * Whose endorsement writes to a namespace need. A chaincode's own policy stands in its committed
 * definition, which lies in the namespace {@code _lifecycle} of the state ({@link Definitions}).
 */
public interface NamespacePolicies {
    /** The namespace of the chaincode definitions themselves. */
    String LIFECYCLE = "_lifecycle";

    /**
     * The policy of a namespace under a configuration; nothing where the namespace has no
     * chaincode, so that a call of it is invalid.
     */
    Optional<Policy> of(String namespace, ChannelConfig config) throws Unsupported;

    /** The policy of a private collection; nothing where the chaincode has no such collection. */
    Optional<Policy> of(String namespace, String collection, ChannelConfig config)
            throws Unsupported;

    /**
     * The policy that a key has of its own; nothing where its chaincode's or collection's holds.
     *
     * @param collection the private collection; empty for public keys
     * @param key the key, in a collection its hash
     */
    Optional<Policy> ofKey(String namespace, String collection, ByteString key) throws Unsupported;

    /**
     * The channel's default for every chaincode: what holds where a definition names no other, and
     * all that one block alone can tell.
     */
    static NamespacePolicies channelDefault() {
        return new ChannelDefault();
    }
}
