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
 * Whether a call was endorsed as every namespace demands that it writes to. A private collection's
 * policy takes the place of its chaincode's where only the collection is written.
 */
final class EndorsementRules {
    private final ChannelConfig config;
    private final NamespacePolicies policies;

    EndorsementRules(ChannelConfig config, NamespacePolicies policies) {
        this.config = config;
        this.policies = policies;
    }

    Judgement judge(Invocation call) throws Unsupported {
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
            Judgement judgement = judge(call.accessTo(namespace), namespace, policy.get(), signers);
            if (!judgement.isValid()) {
                return judgement;
            }
        }
        return Judgement.VALID;
    }

    private Judgement judge(
            Optional<NamespaceAccess> access,
            String namespace,
            Policy policy,
            List<Identity> signers)
            throws Unsupported {
        List<CollectionAccess> written =
                access.stream()
                        .flatMap(a -> a.collections().stream())
                        .filter(CollectionAccess::writes)
                        .toList();
        boolean open = written.isEmpty() || access.stream().anyMatch(NamespaceAccess::writesOpenly);
        if (open && !policy.isSatisfiedBy(signers, config.organisations())) {
            return tooFew(signers, namespace);
        }
        for (CollectionAccess each : written) {
            String collection = each.collection();
            Optional<Policy> own = policies.of(namespace, collection, config);
            if (own.isEmpty()) {
                return new Judgement(
                        TxValidationCode.ENDORSEMENT_POLICY_FAILURE,
                        namespace + " has no collection " + collection);
            }
            if (!own.get().isSatisfiedBy(signers, config.organisations())) {
                return tooFew(signers, namespace + "'s collection " + collection);
            }
        }
        return Judgement.VALID;
    }

    private static Judgement tooFew(List<Identity> signers, String whose) {
        return new Judgement(
                TxValidationCode.ENDORSEMENT_POLICY_FAILURE,
                signers.size() + " good endorsements do not satisfy the policy of " + whose);
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
