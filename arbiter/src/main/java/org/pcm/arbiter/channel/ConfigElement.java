package org.pcm.arbiter.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.pcm.arbiter.block.Malformed;

/**
 * One element of a configuration tree: a group, a value or a policy. Each has a version of its own
 * and names the policy that changes of it must satisfy.
 */
sealed interface ConfigElement {
    /** The group that configurations begin with. */
    String ROOT = "/Channel";

    /** Letters that a name may have. */
    Pattern NAME = Pattern.compile("[a-zA-Z0-9.-]{1,249}");

    long version();

    String modPolicy();

    /** The path of the group whose policies judge changes of the element. */
    String judgedIn();

    /** A group; which names it has is part of it, what lies behind them is not. */
    record Group(String path, ConfigGroup content) implements ConfigElement {
        @Override
        public long version() {
            return content.getVersion();
        }

        @Override
        public String modPolicy() {
            return content.getModPolicy();
        }

        @Override
        public String judgedIn() {
            return path;
        }
    }

    /** A value in a group. */
    record Value(String judgedIn, ConfigValue content) implements ConfigElement {
        @Override
        public long version() {
            return content.getVersion();
        }

        @Override
        public String modPolicy() {
            return content.getModPolicy();
        }
    }

    /** A policy in a group. */
    record Rule(String judgedIn, ConfigPolicy content) implements ConfigElement {
        @Override
        public long version() {
            return content.getVersion();
        }

        @Override
        public String modPolicy() {
            return content.getModPolicy();
        }
    }

    /** All elements of a tree by {@link #group}, {@link #value} and {@link #policy}. */
    static Map<String, ConfigElement> of(ConfigGroup root) throws Malformed {
        Map<String, ConfigElement> elements = new HashMap<>();
        collect(ROOT, root, elements);
        return elements;
    }

    static String group(String path) {
        return "group " + path;
    }

    static String value(String path) {
        return "value " + path;
    }

    static String policy(String path) {
        return "policy " + path;
    }

    private static void collect(String path, ConfigGroup group, Map<String, ConfigElement> into)
            throws Malformed {
        into.put(group(path), new Group(path, group));
        for (var below : group.getGroupsMap().entrySet()) {
            collect(path + "/" + checked(below.getKey()), below.getValue(), into);
        }
        for (var value : group.getValuesMap().entrySet()) {
            into.put(
                    value(path + "/" + checked(value.getKey())), new Value(path, value.getValue()));
        }
        for (var policy : group.getPoliciesMap().entrySet()) {
            into.put(
                    policy(path + "/" + checked(policy.getKey())),
                    new Rule(path, policy.getValue()));
        }
    }

    /** A name as configurations allow it, so that paths are unambiguous. */
    static String checked(String name) throws Malformed {
        if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new Malformed("a configuration has an element named '" + name + "'");
        }
        return name;
    }
}
