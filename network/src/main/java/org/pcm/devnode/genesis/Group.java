package org.pcm.devnode.genesis;

import com.google.protobuf.Message;
import org.hyperledger.fabric.protos.common.Capabilities;
import org.hyperledger.fabric.protos.common.Capability;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;

/** A node of the configuration tree while it is being written. */
final class Group {
    private final ConfigGroup.Builder group =
            ConfigGroup.newBuilder().setModPolicy(Policies.ADMINS);

    Group value(String key, Message message) {
        group.putValues(
                key,
                ConfigValue.newBuilder()
                        .setModPolicy(Policies.ADMINS)
                        .setValue(message.toByteString())
                        .build());
        return this;
    }

    Group policy(String name, ConfigPolicy policy) {
        group.putPolicies(name, policy);
        return this;
    }

    Group group(String name, Group child) {
        group.putGroups(name, child.build());
        return this;
    }

    Group capability(String name) {
        return value(
                "Capabilities",
                Capabilities.newBuilder()
                        .putCapabilities(name, Capability.getDefaultInstance())
                        .build());
    }

    /**
     * Any reader or writer of any group below may read or write; a majority of admins may change.
     */
    Group usualPolicies() {
        return policy("Readers", Policies.meta(ImplicitMetaPolicy.Rule.ANY, "Readers"))
                .policy("Writers", Policies.meta(ImplicitMetaPolicy.Rule.ANY, "Writers"))
                .policy(
                        Policies.ADMINS,
                        Policies.meta(ImplicitMetaPolicy.Rule.MAJORITY, Policies.ADMINS));
    }

    ConfigGroup build() {
        return group.build();
    }
}
