package org.pcm.devnode.genesis;

import com.google.protobuf.Message;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.pcm.devnode.identity.SigningIdentity;

/** The two kinds of policy in a channel's configuration. */
final class Policies {
    /** Who may change a part of the configuration. */
    static final String ADMINS = "Admins";

    private Policies() {}

    /** Refers to the policy of the given name in the groups below. */
    static ConfigPolicy meta(ImplicitMetaPolicy.Rule rule, String subPolicy) {
        return policy(
                Policy.PolicyType.IMPLICIT_META,
                ImplicitMetaPolicy.newBuilder().setRule(rule).setSubPolicy(subPolicy).build());
    }

    /** Anyone of the organisation who has the role. */
    static ConfigPolicy anyOf(String mspId, MSPRole.MSPRoleType role) {
        MSPRole principal = MSPRole.newBuilder().setMspIdentifier(mspId).setRole(role).build();
        return atLeast(1, List.of(principal(MSPPrincipal.Classification.ROLE, principal)));
    }

    /** At least so many of exactly these identities. */
    static ConfigPolicy identities(int atLeast, List<SigningIdentity> identities) {
        return atLeast(
                atLeast,
                identities.stream()
                        .map(i ->
                                MSPPrincipal.newBuilder()
                                        .setPrincipalClassification(
                                                MSPPrincipal.Classification.IDENTITY)
                                        .setPrincipal(i.serialized())
                                        .build())
                        .toList());
    }

    private static MSPPrincipal principal(MSPPrincipal.Classification kind, Message message) {
        return MSPPrincipal.newBuilder()
                .setPrincipalClassification(kind)
                .setPrincipal(message.toByteString())
                .build();
    }

    private static ConfigPolicy atLeast(int number, List<MSPPrincipal> principals) {
        SignaturePolicy.NOutOf.Builder rule = SignaturePolicy.NOutOf.newBuilder().setN(number);
        for (int i = 0; i < principals.size(); i++) {
            rule.addRules(SignaturePolicy.newBuilder().setSignedBy(i));
        }
        return policy(
                Policy.PolicyType.SIGNATURE,
                SignaturePolicyEnvelope.newBuilder()
                        .setRule(SignaturePolicy.newBuilder().setNOutOf(rule))
                        .addAllIdentities(principals)
                        .build());
    }

    private static ConfigPolicy policy(Policy.PolicyType type, Message value) {
        return ConfigPolicy.newBuilder()
                .setModPolicy(ADMINS)
                .setPolicy(
                        Policy.newBuilder()
                                .setType(type.getNumber())
                                .setValue(value.toByteString()))
                .build();
    }
}
