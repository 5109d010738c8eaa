package org.pcm.arbiter.chain;

import java.util.Optional;
import org.pcm.arbiter.channel.ChannelConfig;
import org.pcm.arbiter.channel.Policy;

/**
 * Whose endorsement writes to a namespace need. A chaincode's own policy would stand in its
 * committed definition, which lies in the namespace {@code _lifecycle} of the state.
 */
@FunctionalInterface
public interface NamespacePolicies {

    /**
     * The policy of a namespace under a configuration; nothing where the namespace has no
     * chaincode, so that a write to it is invalid.
     */
    Optional<Policy> of(String namespace, ChannelConfig config);

    /** The channel's default for every chaincode: what holds where a definition names no other. */
    static NamespacePolicies channelDefault() {
        return (namespace, config) ->
                Optional.of(
                        namespace.equals("_lifecycle")
                                ? config.policies().lifecycleEndorsement()
                                : config.policies().endorsement());
    }
}
