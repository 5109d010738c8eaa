package org.pcm.arbiter.chain;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.arbiter.block.EndorsedAction;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.NamespaceAccess;
import org.pcm.arbiter.block.NamespaceAccess.CollectionAccess;
import org.pcm.arbiter.channel.ChannelConfig;
import org.pcm.arbiter.channel.Identity;
import org.pcm.arbiter.channel.Policy;

/**
 * Whether a call was endorsed as every namespace demands that it writes to. Where a key that is
 * written has a policy of its own, that one holds for it; else its collection's; else its
 * chaincode's, which also holds where nothing is written.
 */
final class EndorsementRules {
    private final ChannelConfig config;
    private final NamespacePolicies policies;

    EndorsementRules(ChannelConfig config, NamespacePolicies policies) {
        this.config = config;
        this.policies = policies;
    }

    /**
     * Judges a call.
     *
     * @param changes what earlier transactions of the block changed; takes over what this one does
     */
    Judgement judge(Invocation call, KeyPolicyChanges changes) throws Unsupported {
        List<Identity> signers = signers(call.action());
        Set<String> namespaces = new LinkedHashSet<>();
        namespaces.add(call.chaincode());
        call.accesses().stream()
                .filter(NamespaceAccess::writes)
                .map(NamespaceAccess::namespace)
                .forEach(namespaces::add);
        for (String namespace : namespaces) {
            Optional<Policy> policy = policies.of(namespace, config);
            if (policy.isEmpty()) {
                return new Judgement(
                        TxValidationCode.INVALID_CHAINCODE, namespace + " is no chaincode");
            }
            Optional<NamespaceAccess> access = call.accessTo(namespace);
            Optional<String> wrong = wrong(namespace, access, policy.get(), signers, changes);
            if (wrong.isPresent()) {
                return new Judgement(
                        TxValidationCode.ENDORSEMENT_POLICY_FAILURE,
                        signers.size() + " good endorsements; " + wrong.get());
            }
            access.ifPresent(changes::note);
        }
        return Judgement.VALID;
    }

    /**
     * Whether a valid call was endorsed by its chaincode's own policy, so that its answer and event
     * are the chaincode's.
     */
    boolean speaksForChaincode(Invocation call) throws Unsupported {
        Optional<NamespaceAccess> access = call.accessTo(call.chaincode());
        if (access.isEmpty() || (!access.get().writesAside() && !hasKeyPolicy(access.get()))) {
            return true;
        }
        Optional<Policy> policy = policies.of(call.chaincode(), config);
        return policy.isPresent() && holds(policy.get(), signers(call.action()));
    }

    private boolean hasKeyPolicy(NamespaceAccess access) throws Unsupported {
        for (ByteString key : access.writtenKeys()) {
            if (policies.ofKey(access.namespace(), "", key).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> wrong(
            String namespace,
            Optional<NamespaceAccess> access,
            Policy policy,
            List<Identity> signers,
            KeyPolicyChanges changes)
            throws Unsupported {
        Written written = new Written(namespace, signers, changes);
        if (access.isPresent()) {
            written.keys("", access.get().writtenKeys());
            for (CollectionAccess each : access.get().collections()) {
                written.keys(each.collection(), each.writtenKeys());
            }
        }
        if (written.wrong.isPresent()) {
            return written.wrong;
        }
        if ((written.nothing || written.open) && !holds(policy, signers)) {
            return Optional.of("the policy of " + namespace + " is not satisfied");
        }
        for (String collection : written.collections) {
            Optional<Policy> own = policies.of(namespace, collection, config);
            if (own.isEmpty()) {
                return Optional.of(namespace + " has no collection " + collection);
            }
            if (!holds(own.get(), signers)) {
                return Optional.of("the policy of the collection " + collection + " is not");
            }
        }
        return Optional.empty();
    }

    /** Goes through the keys that a call writes and notes which policies are left to ask. */
    private final class Written {
        private final String namespace;
        private final List<Identity> signers;
        private final KeyPolicyChanges changes;
        private final Set<String> collections = new LinkedHashSet<>();
        private Optional<String> wrong = Optional.empty();
        private boolean nothing = true;
        private boolean open;

        Written(String namespace, List<Identity> signers, KeyPolicyChanges changes) {
            this.namespace = namespace;
            this.signers = signers;
            this.changes = changes;
        }

        void keys(String collection, List<ByteString> keys) throws Unsupported {
            for (ByteString key : keys) {
                nothing = false;
                Optional<Policy> own = policies.ofKey(namespace, collection, key);
                if (changes.contains(namespace, collection, key)) {
                    wrong = Optional.of("an earlier transaction changes a key's own policy");
                } else if (own.isPresent()) {
                    if (!holds(own.get(), signers)) {
                        wrong = Optional.of("a key's own policy is not satisfied");
                    }
                } else if (collection.isEmpty()) {
                    open = true;
                } else {
                    collections.add(collection);
                }
            }
        }
    }

    private boolean holds(Policy policy, List<Identity> signers) {
        return policy.isSatisfiedBy(signers, config.organisations());
    }

    /**
     * Who endorsed with a good signature, each once; bad endorsements do not count, as in Fabric.
     */
    private List<Identity> signers(EndorsedAction action) {
        List<Identity> signers = new ArrayList<>();
        for (EndorsedAction.Endorsement endorsement : action.endorsements()) {
            signer(action.response(), endorsement)
                    .filter(found -> signers.stream().noneMatch(found::isSameAs))
                    .ifPresent(signers::add);
        }
        return signers;
    }

    private Optional<Identity> signer(ByteString response, EndorsedAction.Endorsement endorsement) {
        try {
            Identity endorser = config.organisations().identify(endorsement.endorser());
            return endorser.signed(endorsement.signature(), response, endorsement.endorser())
                    ? Optional.of(endorser)
                    : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }
}
