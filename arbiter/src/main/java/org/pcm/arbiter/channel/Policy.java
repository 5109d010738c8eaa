package org.pcm.arbiter.channel;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Wire;

/** What signatures something needs. Evaluated over identities whose signatures are checked. */
public sealed interface Policy {

    /**
     * Whether the signers suffice.
     *
     * @param signers each at most once, each with a good signature; whether they are valid members
     *     is decided here
     */
    boolean isSatisfiedBy(List<Identity> signers, Organisations organisations);

    /**
     * Reads the endorsement policy of a chaincode, a collection or a key as a definition states it.
     *
     * @param applicationPolicy a serialised {@code peer.ApplicationPolicy}
     */
    static Policy ofApplication(ByteString applicationPolicy, ChannelConfig config)
            throws Malformed {
        ApplicationPolicy policy =
                Wire.parse(ApplicationPolicy.parser(), applicationPolicy, "an application policy");
        return switch (policy.getTypeCase()) {
            case SIGNATURE_POLICY -> Signed.parse(policy.getSignaturePolicy());
            case CHANNEL_CONFIG_POLICY_REFERENCE ->
                    config.policy(policy.getChannelConfigPolicyReference());
            case TYPE_NOT_SET -> throw new Malformed("an application policy of an unknown kind");
        };
    }

    /**
     * Reads the endorsement policy that a key has of its own.
     *
     * @param signaturePolicy a serialised {@code common.SignaturePolicyEnvelope}
     */
    static Policy ofKey(ByteString signaturePolicy) throws Malformed {
        return Signed.parse(
                Wire.parse(SignaturePolicyEnvelope.parser(), signaturePolicy, "a key's policy"));
    }

    /** A member of more than half of the organisations. */
    static Policy majorityOfMembers(Collection<String> mspIds) {
        List<Rule> rules = new ArrayList<>();
        for (String mspId : mspIds) {
            rules.add(new Rule.By(new Principal.InRole(mspId, MSPRoleType.MEMBER)));
        }
        return new Signed(new Rule.NOf(rules.size() / 2 + 1, rules));
    }

    /** Nobody can satisfy it: Fabric's answer where a policy is missing. */
    record Never() implements Policy {
        @Override
        public boolean isSatisfiedBy(List<Identity> signers, Organisations organisations) {
            return false;
        }
    }

    /**
     * So many of the policies of the same name one level down.
     *
     * @param parts one for each group below
     */
    record Implicit(int threshold, List<Policy> parts) implements Policy {
        public Implicit {
            parts = List.copyOf(parts);
        }

        static Implicit of(ImplicitMetaPolicy.Rule rule, List<Policy> parts) throws Malformed {
            int threshold =
                    switch (rule) {
                        case ANY -> 1;
                        case ALL -> parts.size();
                        case MAJORITY -> parts.size() / 2 + 1;
                        case UNRECOGNIZED ->
                                throw new Malformed("an implicit policy of an unknown kind");
                    };
            return new Implicit(Math.min(threshold, parts.isEmpty() ? 0 : threshold), parts);
        }

        @Override
        public boolean isSatisfiedBy(List<Identity> signers, Organisations organisations) {
            return parts.stream().filter(p -> p.isSatisfiedBy(signers, organisations)).count()
                    >= threshold;
        }
    }

    /** A tree of "so many of these" over principals. Each signer counts for one leaf only. */
    record Signed(Rule rule) implements Policy {

        static Signed parse(SignaturePolicyEnvelope envelope) throws Malformed {
            List<Principal> principals = new ArrayList<>();
            for (var principal : envelope.getIdentitiesList()) {
                principals.add(Principal.parse(principal));
            }
            return new Signed(rule(envelope.getRule(), principals));
        }

        @Override
        public boolean isSatisfiedBy(List<Identity> signers, Organisations organisations) {
            return rule.holds(signers, new boolean[signers.size()], organisations);
        }

        private static Rule rule(SignaturePolicy policy, List<Principal> principals)
                throws Malformed {
            return switch (policy.getTypeCase()) {
                case SIGNED_BY -> {
                    int index = policy.getSignedBy();
                    if (index < 0 || index >= principals.size()) {
                        throw new Malformed("a policy asks for principal " + index);
                    }
                    yield new Rule.By(principals.get(index));
                }
                case N_OUT_OF -> {
                    List<Rule> rules = new ArrayList<>();
                    for (SignaturePolicy part : policy.getNOutOf().getRulesList()) {
                        rules.add(rule(part, principals));
                    }
                    yield new Rule.NOf(policy.getNOutOf().getN(), rules);
                }
                case TYPE_NOT_SET -> throw new Malformed("a policy has an empty element");
            };
        }
    }

    /** A node of a signature policy; marks the signers it uses up. */
    sealed interface Rule {
        boolean holds(List<Identity> signers, boolean[] used, Organisations organisations);

        /** One signer that the principal fits. */
        record By(Principal principal) implements Rule {
            @Override
            public boolean holds(
                    List<Identity> signers, boolean[] used, Organisations organisations) {
                for (int i = 0; i < used.length; i++) {
                    if (!used[i] && principal.fits(signers.get(i), organisations)) {
                        used[i] = true;
                        return true;
                    }
                }
                return false;
            }
        }

        /** At least so many of the rules, each with signers of its own. */
        record NOf(int needed, List<Rule> rules) implements Rule {
            public NOf {
                rules = List.copyOf(rules);
            }

            @Override
            public boolean holds(
                    List<Identity> signers, boolean[] used, Organisations organisations) {
                int held = 0;
                for (Rule rule : rules) {
                    boolean[] tried = used.clone();
                    if (rule.holds(signers, tried, organisations)) {
                        held++;
                        System.arraycopy(tried, 0, used, 0, used.length);
                    }
                }
                return held >= needed;
            }
        }
    }
}
