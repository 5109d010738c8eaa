package org.pcm.arbiter.channel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.Policy.PolicyType;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Wire;

/** The policies of a configuration group and of all groups below it. */
final class PolicyTree {
    private final Map<String, Policy> policies = new HashMap<>();
    private final Map<String, PolicyTree> groups = new HashMap<>();

    PolicyTree(ConfigGroup group) throws Malformed {
        for (var below : group.getGroupsMap().entrySet()) {
            groups.put(below.getKey(), new PolicyTree(below.getValue()));
        }
        for (var named : group.getPoliciesMap().entrySet()) {
            policies.put(named.getKey(), parse(named.getValue().getPolicy()));
        }
    }

    /** The policy at a path such as {@code Application/Endorsement}, if there is one. */
    Optional<Policy> at(String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return Optional.ofNullable(policies.get(path));
        }
        PolicyTree below = groups.get(path.substring(0, slash));
        return below == null ? Optional.empty() : below.at(path.substring(slash + 1));
    }

    private Policy parse(org.hyperledger.fabric.protos.common.Policy policy) throws Malformed {
        return switch (policy.getType()) {
            case PolicyType.SIGNATURE_VALUE ->
                    Policy.Signed.parse(
                            Wire.parse(
                                    SignaturePolicyEnvelope.parser(),
                                    policy.getValue(),
                                    "a signature policy"));
            case PolicyType.IMPLICIT_META_VALUE ->
                    implicit(
                            Wire.parse(
                                    ImplicitMetaPolicy.parser(),
                                    policy.getValue(),
                                    "an implicit policy"));
            default -> throw new Malformed("policies of type " + policy.getType() + " are unknown");
        };
    }

    private Policy implicit(ImplicitMetaPolicy policy) throws Malformed {
        List<Policy> parts = new ArrayList<>();
        for (PolicyTree below : groups.values()) {
            parts.add(below.at(policy.getSubPolicy()).orElse(new Policy.Never()));
        }
        return Policy.Implicit.of(policy.getRule(), parts);
    }
}
