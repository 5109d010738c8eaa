package org.pcm.arbiter.channel;

import java.util.Map;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.pcm.arbiter.block.Malformed;

/** Puts a configuration tree together again from its elements, as they are after an update. */
final class ConfigTree {
    private static final String ADMINS = "Admins";

    private final Map<String, ConfigElement> elements;
    private final boolean completesPolicies;

    private ConfigTree(Map<String, ConfigElement> elements) {
        this.elements = elements;
        completesPolicies =
                elements.containsKey(
                        ConfigElement.value(ConfigElement.ROOT + "/Orderer/Capabilities"));
    }

    static ConfigGroup of(Map<String, ConfigElement> elements) throws Malformed {
        return new ConfigTree(elements).group(ConfigElement.ROOT);
    }

    private ConfigGroup group(String path) throws Malformed {
        ConfigGroup names = element(ConfigElement.group(path), ConfigElement.Group.class).content();
        ConfigGroup.Builder group =
                ConfigGroup.newBuilder()
                        .setVersion(names.getVersion())
                        .setModPolicy(completed(names.getModPolicy()));
        for (String name : names.getGroupsMap().keySet()) {
            group.putGroups(name, group(path + "/" + name));
        }
        for (String name : names.getValuesMap().keySet()) {
            ConfigValue value =
                    element(ConfigElement.value(path + "/" + name), ConfigElement.Value.class)
                            .content();
            group.putValues(
                    name, value.toBuilder().setModPolicy(completed(value.getModPolicy())).build());
        }
        for (String name : names.getPoliciesMap().keySet()) {
            ConfigPolicy policy =
                    element(ConfigElement.policy(path + "/" + name), ConfigElement.Rule.class)
                            .content();
            group.putPolicies(
                    name,
                    policy.toBuilder().setModPolicy(completed(policy.getModPolicy())).build());
        }
        return group.build();
    }

    /** Fabric gives elements of old that name no policy the group's administrators. */
    private String completed(String modPolicy) {
        return modPolicy.isEmpty() && completesPolicies ? ADMINS : modPolicy;
    }

    private <T extends ConfigElement> T element(String key, Class<T> kind) throws Malformed {
        ConfigElement element = elements.get(key);
        if (!kind.isInstance(element)) {
            throw new Malformed("the update names the " + key + " and does not say what it is");
        }
        return kind.cast(element);
    }
}
